"""What clients see: one file per noun, with its columns and its relations described for them.

Here: declarations. Not here: how anything is read (graph.planning, warehouse.query). To add a field, write one
line in the file of its noun; filter and order follow from it. How a declaration works: declare.py.
The words that a column can hold: vocabulary/.
"""
