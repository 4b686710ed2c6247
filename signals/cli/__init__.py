"""The command line: what it accepts, what it does, what it says.

Goes in: arguments and a loader of classifiers. Comes out: files and an exit status.
May import: everything but models and pages.
"""
