"""Files as received, stored permanently under their content hash, and the submissions that they belong to.

Here: the data directory (home.py), the file store (store.py), the ledger of submissions (ledger.py), the revisions of
the programme (revisions.py) and the seal of both (seal.py). Not here: the contents of a file (warehouse.reading).
Nothing in the archive is ever overwritten.
"""
