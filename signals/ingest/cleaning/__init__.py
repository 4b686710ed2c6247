"""Odd characters, blanks and boilerplate out of titles and texts.

Goes in: texts. Comes out: cleaned texts.
May import: text, data.
"""
