"""Cells and a form -> typed rows and findings: pure Polars functions, no files and no clock.

Here: finding the header, units, typing and checking cells (table.py puts them together), turning typed rows into
staged datasets (returns, registers, series), and layouts/, the files of others that are no form of ours.
Not here: how a file is opened (warehouse.reading), where rows go (warehouse.ingestion.receive).
To add a third party's file, write one layout and list it in layouts/registry.py.
"""
