"""Closed vocabularies (enums) of columns, with the stored values and a description of each.

One module per subject. Enums of the API itself, such as units and directions, are in graph.declare.
"""
