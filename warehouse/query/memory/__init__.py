"""Rows of the published snapshot in memory: lists that are walked by their keys need no statement.

DuckDB makes everything that is kept here: the JSON of each value, the order of each list, which row leads to which.
What is left to do for a request is to find places in arrays and to join texts, so that the answer is the one that the
statement of the same plan gives. A snapshot never changes, so nothing here is ever stale.

Here: what is kept and how it is read (needs, loading), which plans can be walked (walks, conditions), and how much
is kept for how long (keeper). Not here: plans (warehouse.query.plan) and statements (warehouse.query.compile). A plan
that cannot be walked, or not yet, is answered by its statement.
"""
