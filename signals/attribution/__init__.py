"""Who speaks or acts in each sentence, toward whom, and by which rule and words.

Goes in: words and mentions. Comes out: source, target and basis per sentence.
May import: actors and all below.
"""
