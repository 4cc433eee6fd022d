"""A received file -> archive, staged rows and a ledger entry: the one way in.

Here: receive.py takes files, naming.py reads what a person says that a file is, restage.py reads archived files again,
outcomes.py says which rules hold cells of a partition. Not here: how a file is opened (warehouse.reading) or typed
(warehouse.transforms).
"""
