"""Files as received, kept for ever under their content hash, and the submission that each of them is.

Here: the data directory (home.py), the store of bytes (store.py) and the ledger of submissions (ledger.py).
Not here: what is inside a file (warehouse.reading). Nothing in the archive is ever overwritten.
"""
