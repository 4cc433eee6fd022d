"""Immutable builds of the warehouse: made, checked, published by a rename, read, retired.

Here: build.py makes the file, publish.py verifies it in another process and switches `current`, store.py opens it for
readers, past/ finds or builds the state known at an instant, releases/ compares a build with the published snapshot,
manifest.py describes a snapshot. Not here: what a table holds (warehouse.tables) or how a file became staged rows
(warehouse.ingestion). A published file is never written again.
"""
