"""What a form looks like to the people who fill it in: blank workbook and data dictionary, from its declaration.

Here: rules of a column in words (explain.py), the workbook (workbook.py), docs/forms.md (dictionary.py).
Not here: the declarations (warehouse.forms) and how a filled workbook is read (warehouse.transforms).
"""
