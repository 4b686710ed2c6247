"""Scoring beyond one process: the same steps, piece by piece, on `dask.distributed` (docs/cluster.md).

    inputs -> pieces -> each scored and written by a worker -> ids and types settled over all -> published in OUT

Only `cluster.py` knows Dask, and only it imports it.
"""
