"""Immutable builds of the warehouse: made, checked, published by a rename, read, retired.

Here: build.py makes the file, publish.py checks it from outside and switches `current`, store.py is how readers find
it, past.py which one tells what was known at an instant, as_of_snapshot.py builds such a state, manifest.py what is
known about it. Not here: what a table holds (warehouse.tables) or how a file became staged rows (warehouse.ingestion).
A published file is never written again.
"""
