"""The tables that hold what Drumbeat knows about words, names and countries (README.md beside them), and their readers.

Goes in: CSV files. Comes out: rows, verb forms, classes of words.
May import: nothing of Drumbeat.
"""
