"""Trained classifiers at work. In: masked sentences, and a model's folder; out: probabilities of label and form.

May import of the project only `signals.text`.
"""
