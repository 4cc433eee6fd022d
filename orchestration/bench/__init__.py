"""`longmai bench`: how fast things are, always as ratios of ways that take turns in one run.

Here: what is measured and printed. Not here: what is right (tests), and no test asserts a time. command.py is the
entry of each bench.
"""
