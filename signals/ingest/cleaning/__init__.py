"""Odd characters, blanks and boilerplate out of titles and texts, whole columns at a time.

Goes in: texts. Comes out: cleaned texts.
May import: text, data.
"""
