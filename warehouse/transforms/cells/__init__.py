"""The text of a cell -> a typed value or a broken rule: cleaning, units, days, merged cells, the rules and their words.

Here: single cells and columns of them. Not here: whole tables (transforms.table).
"""
