"""Turns the text of a cell into a typed value or a violated rule: cleaning, units, days, merged cells, rules and their
messages.

Here: single cells and columns of them. Not here: whole tables (transforms.table).
"""
