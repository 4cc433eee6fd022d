"""Turns a ReadPlan into SQL text with bound values, and runs it.

Here: plans, predicates, paging, statements, and the reader that runs them level by level. Not here: what a client
asked for (graph.planning), which table joins which (warehouse.catalog) or how a table is made (warehouse.tables).
To add a filter operator, start in predicates.py; to follow a query, in run.py.
"""
