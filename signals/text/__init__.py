"""Strings as arrays: code points, words, phrases, sentences, readability, and what compiles loops. Knows no news.

Goes in: strings. Comes out: arrays of positions and numbers.
May import: documents, data.
"""
