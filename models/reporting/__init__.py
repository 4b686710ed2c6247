"""Words and tables for people. In: figures of `models.evaluation`; out: Markdown pages, models' cards, charts, lines.

May import every package of `models`, and `signals`.
"""
