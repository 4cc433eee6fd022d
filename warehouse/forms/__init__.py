"""The report forms: the contents of each kind of delivery, declared once.

Here: one file per form with its columns, aliases, units, rules and calendar, and registry.py, the list of forms. Not
here: how a file is opened (warehouse.reading) or how its rows are typed (warehouse.transforms). To add a form, write
its file and add one entry to registry.py.
"""
