"""Turns cells and a form into typed rows and findings: pure Polars functions, no files and no clock.

Here: finding the header, units, typing and checking cells (combined in table.py), turning typed rows into staged
datasets (returns, registers, series), and layouts/ for third-party files that match none of our forms. Not here: how a
file is opened (warehouse.reading), where rows go (warehouse.ingestion.receive). To add a third party's file, write one
layout and list it in layouts/registry.py.
"""
