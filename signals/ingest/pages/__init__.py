"""Files that are one document each.

Goes in: a `Source`. Comes out: a document.
May import: the rest of ingest.
"""
