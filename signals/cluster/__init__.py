"""The same flow over Dask: inputs in partitions, a task each, files reconciled and published (docs/cluster.md).

Goes in: inputs and the address of a scheduler. Comes out: Parquet files by month, with the rows of one process.
May import: trends, api and all below.
"""
