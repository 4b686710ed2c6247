"""In: paths of files and folders, or records in memory. Out: a Document for each item, a Rejected for the rest.

May import: data, documents, text.
"""
