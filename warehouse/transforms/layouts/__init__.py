"""Third-party files that match none of our forms: one layout per file shape, each giving the rows of a macro series.

Here: the engine for layouts declared in layouts.toml (declared.py), and two layouts in Python. Not here: declarations
and names of series (warehouse.rules), units and periods (transforms/series.py).
"""
