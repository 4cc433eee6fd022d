"""A parsed operation -> a plan of what to read: selections, conditions, groups, ids, document limits.

Here: nothing that reads. Plans are values (warehouse.query.plan); to follow one, start in planning.py.
"""
