"""Third-party files that match none of our forms: one layout per file shape, each giving the rows of a macro series.

Here: how such a file is recognised, and the meaning of its cells. Not here: units and periods (transforms/series.py).
To add one, write a file with `LAYOUT` and list it in registry.py.
"""
