"""In: sentences, the names in them, their documents and outlets. Out: who speaks or acts toward whom, by which words.

May import: actors, dates, cues, text, documents, data; within it: tokens <- sentence <- rules <- discourse.
"""
