"""Generates the deliveries of a synthetic province: registers, monthly returns, chains and the packaged macro series.

Here: an invented province (fields.toml, chains.toml), its firms and their development over the years, the writers of
its files and the list of known truths. Not here: what a form contains (warehouse.forms), how a file is read
(warehouse.reading) or judged (warehouse.transforms). Every enterprise is invented and every file says so; only the
macro series are real. To follow one delivery, start in generate.py; to change a firm's development, in roles.py.
"""
