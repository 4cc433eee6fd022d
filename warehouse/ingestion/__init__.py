"""Ingestion: a received file becomes an archive file, staged rows and a ledger entry.

Here: receive.py ingests files, naming.py parses a person's naming of a file, restage.py reads archived files again,
outcomes.py reports which rules hold cells of a partition. Not here: how a file is opened (warehouse.reading) or typed
(warehouse.transforms).
"""
