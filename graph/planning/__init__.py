"""Planning: a parsed operation -> a read plan. Selections, conditions, groups, ids, document limits.

Nothing here reads data. Plans are values (warehouse.query.plan); to follow one, start in planning.py.
"""
