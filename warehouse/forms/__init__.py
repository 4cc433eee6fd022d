"""The report forms: what each kind of delivery contains, declared once.

Here: one file per form with its columns, aliases, units, rules and calendar, and registry.py, the one list of
them. Not here: how a file is opened (warehouse.reading) or how its rows become typed (warehouse.transforms).
To add a form, write its file and add one entry to registry.py.
"""
