"""`longmai bench`: how fast things are, always as ratios of ways that take turns in one run.

Here: what is measured and printed. Not here: what is right (tests), and no test asserts a time. command.py is the
entry of each bench. It is no part of the installed product: the command loads it from a checkout, and a module of the
product never imports it.
"""

from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
FOR_CHILDREN = {"PYTHONPATH": str(CHECKOUT)}
"""The environment in which a child process finds this package, which is not installed."""
