"""Measuring. In: labelled sentences and what systems say of them; out: figures with intervals, as plain numbers.

May import `models.classifiers`, `models.datasets`, `models.training` and `signals`.
"""
