"""Parks by month from the firms that are in them.

Not here: the register of parks (tables/core/park) and the list of their firms (tables/core/park_member).
"""
