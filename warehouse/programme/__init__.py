"""The programme: what a province and a year fix, as a folder of CSV and TOML files that belongs to its user.

Here: reading such a folder within bounds, one file kind per entry of kinds.py, every mistake with its place, and the
value `Programme` that reading, building and templates are given. Not here: what archives and applies a programme, or
what a rule does to numbers (warehouse.measures). To add a file kind: a record (records.py), an entry in KINDS, a field
of Programme.
"""
