"""How a noun is declared, and what follows from it: filters, orders, groups, pages, ids, units and languages.

Here: the machinery. Not here: the nouns themselves (graph.types), columns with their types and texts
(warehouse.catalog). To declare a noun, read declare.py.
"""
