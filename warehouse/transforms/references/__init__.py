"""Reference material that people send along: recognised, compared with our own tables, and never taken as data.

Here: what tells such a file and what is to be said about it. Not here: the reference tables themselves, which change
by review (warehouse.rules.reference). To add one, write a function or a `known_table` and list it in registry.py.
"""
