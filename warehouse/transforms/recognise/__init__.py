"""Which form a sheet is: title, header, headings, units, rows, totals and further tables.

Here: finding places in a grid. Not here: what the cells below mean (cells/).
"""
