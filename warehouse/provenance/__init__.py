"""Provenance: where a number comes from, and what a cell affects.

An observation leads to every file that delivered it, with sheet, cell, received text and conversion (values.py), the
rules checked and the decisions behind it (chain.py); a cell leads to the values read from it, also as the restated base
of another value (cells.py); both lead to every mart value that depends on them (downstream_values.py). Returns have the
address of each value, rows of other forms the address of their row. The column, unit and text of their cells are read
again from the archive (received.py); fields.py maps them to the columns of tables and back.
"""
