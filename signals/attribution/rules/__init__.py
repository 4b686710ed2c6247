"""The rules that find source and target, in the order of cascade.py.

Goes in: the view of a sentence. Comes out: a finding.
May import: sentence, tokens, annotations.
"""
