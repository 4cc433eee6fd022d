"""Writes what a province would send: registers, monthly returns, chains and the packaged macro series.

Here: an invented province (fields.toml, chains.toml), its firms and their course over the years, the writers of its
files and the list of what is known to be true about them. Not here: what a form contains (warehouse.forms), how a file
is read (warehouse.reading) or judged (warehouse.transforms). Every enterprise is invented and every file says so; the
macro series alone are real. To follow one delivery, start in generate.py; to change a firm's fate, in roles.py.
"""
