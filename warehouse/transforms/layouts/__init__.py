"""Files of third parties that are no form of ours: one layout per file shape, each giving the rows of a macro series.

Here: what tells such a file, and where its cells belong. Not here: units and periods (transforms/series.py).
To add one, write a file with `LAYOUT` and list it in registry.py.
"""
