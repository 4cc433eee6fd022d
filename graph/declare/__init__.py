"""Declaration of nouns, and the filters, orders, groups, pages, ids, units and languages derived from it.

The nouns themselves are in graph.types, columns with their types and texts in warehouse.catalog. To declare a noun,
read declare.py.
"""
