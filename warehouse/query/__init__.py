"""Compiles a ReadPlan into SQL text with bound values, and runs it.

Here: plans, predicates, paging, statements, and the reader that runs a statement. Not here: the client's selection
(graph.planning), joins between tables (warehouse.catalog) and the making of tables (warehouse.tables). To add a filter
operator, start in predicates.py; to follow a query, in run.py.
"""
