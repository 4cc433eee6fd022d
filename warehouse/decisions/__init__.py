"""Decisions of people: their ledger, their application to readings, and the commands that take them.

Here: ledger.py and exemptions.py hold the entries, rulings.py and folders.py apply them to readings, cells.py lists
held cells with their state, withdrawn_rows.py withdrawn rows; decide.py, withdraw.py, confirm.py and match.py take
decisions. Not here: how a ruling changes the reading of a file (warehouse.transforms).
"""
