"""Training. In: labelled and unlabelled sentences; out: vocabularies, heads, networks and weights of the lexicon.

May import `models.classifiers`, `models.datasets` and `signals`.
"""
