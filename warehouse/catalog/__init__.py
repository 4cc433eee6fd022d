"""What tables are, read from warehouse/tables and nothing else.

Here: contracts, keys, comments in both languages, access classes, which form columns a table carries, relations,
rollups and what is found by name. Not here: how a table is filled (warehouse.snapshots.build).
"""
