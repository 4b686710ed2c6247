"""In: a batch's words and the names in it. Out: tokens, names and sentences in columns, with the classes and features
of each token and whether it is quoted. May import: attribution's annotations, and what stands below attribution.
"""
