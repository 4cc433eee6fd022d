"""The declarations of tables, read from warehouse/tables and nothing else.

Here: contracts, keys, comments in both languages, access classes, form columns carried by tables, relations, rollups
and searchable names. Not here: how a table is filled (warehouse.snapshots.build).
"""
