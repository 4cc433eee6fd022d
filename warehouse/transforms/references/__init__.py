"""Reference material in deliveries: recognised, compared with our own tables, and never read as data.

Here: how such a file is recognised and its findings. Not here: the reference tables themselves, which change by review
(warehouse.rules.reference). To add one, write a function or a `known_table` and list it in registry.py.
"""
