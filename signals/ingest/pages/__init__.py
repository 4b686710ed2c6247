"""In: a file that is one document. Out: a Page, its text and fields as written; and the document in it.

May import: documents, and of ingest all but tables; the names of fields stand in tables/header.py.
"""
