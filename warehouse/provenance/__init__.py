"""Where a number comes from, and where a cell went.

An observation leads to every file that delivered it, with sheet, cell, text as it stood and conversion (values.py), the
rules that it was put to and the decisions that it rests on (chain.py); a cell leads to what was read from it, also as
the restated base of another value (cells.py); both go on to every value of a mart that rests on them (reached.py).
Returns give the address of each value, the rows of other forms that of their row. Which column a cell of theirs is
under, in which unit, and what stands in it is read again from the archive (received.py); fields.py leads from there to
the columns of tables and back.
"""
