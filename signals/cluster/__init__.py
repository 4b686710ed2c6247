"""The same flow over Dask, partition by partition, with the rows of one process (docs/cluster.md).

Goes in: inputs and an address. Comes out: Parquet files by month.
May import: trends, api and all below.
"""
