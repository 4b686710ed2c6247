"""Classifiers: `load("fast")` or `load("deep")`. In: masked sentences; out: probabilities of label and form.

The commands train, evaluate, fit_rules, train_deep, join_deep and validity stand beside this file and may import all.
"""

from models.classifiers.loading import SHIPPED, best_shipped, load, shipped_names

__all__ = ["SHIPPED", "best_shipped", "load", "shipped_names"]
