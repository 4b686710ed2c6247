"""Who is named: a gazetteer of names by validity period, told apart by context, and their masking.

Goes in: words and days. Comes out: mentions with roles.
May import: dates, cues, text, documents, data.
"""
