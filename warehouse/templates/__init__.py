"""Blank workbooks and the data dictionary, generated from the forms' declarations.

Here: rules of a column in words (explain.py), the workbook (workbook.py), docs/forms.md (dictionary.py). Not here: the
declarations (warehouse.forms) and how a filled workbook is read (warehouse.transforms).
"""
