"""Values with rules and no input or output: periods, units, identifiers.

Here: what a period, a unit or a credit code is and how it is written. Not here: which form uses it
(warehouse.forms) or how a file is read (warehouse.reading). To add a unit, start in unit.py.
"""
