"""The weighted rules: the lexicon, its modifiers, one analyst's profile, and the scores made of hits.

Goes in: folded words. Comes out: hits; with weights, scores.
May import: text, documents, data.
"""
