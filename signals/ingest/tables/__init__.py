"""In: a file of rows. Out: a Table, which can be read more than once in blocks; and the documents in its rows.

May import: documents, and of ingest all but pages.
"""
