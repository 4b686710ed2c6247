"""In: a batch in columns, its text, the outlets' standpoints. Out: each sentence as the rules see it, with datelines,
topics, persons introduced before and "the enemy" told apart. May import: tokens, annotations, and what stands below.
"""
