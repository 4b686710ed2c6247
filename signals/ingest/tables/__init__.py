"""Tables as streams of blocks of rows, and the documents in their rows.

Goes in: a `Source` or records. Comes out: blocks, documents.
May import: the rest of ingest.
"""
