"""Decisions of people: their ledger, which of them apply to a reading, and how each kind is taken.

Here: ledger.py and exemptions.py are the entries, rulings.py and folders.py which readings they make, cells.py the held
cells with their state, withdrawn_rows.py; decide.py, withdraw.py, confirm.py and match.py take decisions. Not here: how
a ruling changes the reading of a file (warehouse.transforms).
"""
