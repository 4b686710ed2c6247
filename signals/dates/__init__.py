"""Which day a sentence is about, and why.

Goes in: words and publication days. Comes out: a day and its basis per sentence.
May import: text, documents, data.
"""
