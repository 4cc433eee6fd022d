"""Where a number comes from, and where a cell went: pure reads of one snapshot.

An observation leads to every file that delivered it, with sheet, cell, text as it stood and conversion (values.py), the
rules that it was put to and the decisions that it rests on (chain.py); a cell leads to what was read from it, also as
the restated base of another value (cells.py); both go on to every row of a mart that they are in (reached.py).
Returns give the address of each value; register and chain rows that of their row, so any cell of such a row leads to
it.
"""
