"""Rows of the published snapshot in memory: lists found by key are answered without a statement.

DuckDB computes everything cached here: the JSON of each value, the order of each list, the rows that each row leads to.
A request only looks up places in arrays and joins texts, so that its answer equals the answer of the statement of the
same plan. A snapshot never changes, so cached data are never stale.

Here: what is cached and how it is loaded (cache_keys), which plans are supported (in_memory_plans, conditions), and how
much is cached for how long (column_cache). Not here: plans (warehouse.query.plan) and statements
(warehouse.query.compile). Falls back to the statement when the plan is unsupported or its data are not loaded yet.
"""
