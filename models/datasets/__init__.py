"""Labelled sentences. In: CSV files of several kinds; out: tables of labelled sentences, and what models have seen.

May import `models.classifiers` and `signals`.
"""
