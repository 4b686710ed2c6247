"""Read news items from files, folders, archives and records: the first step of the flow.

Goes in: paths or records. Comes out: `Document` or `Rejected`, one at a time.
May import: text, documents, data.
"""
