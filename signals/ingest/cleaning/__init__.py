"""In: titles and texts as files hold them. Out: the same in plain characters, without boilerplate, in paragraphs.

May import: data, text.
"""
