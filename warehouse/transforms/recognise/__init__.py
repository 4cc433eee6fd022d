"""Recognises the form of a sheet: title, header, headings, units, rows, totals and further tables.

Here: finding places in a grid. Not here: the meaning of the cells below (cells/).
"""
