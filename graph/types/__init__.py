"""The nouns of the API: one file per noun with its vocabularies, column properties and relations.

Declarations only; graph.planning and warehouse.query read the data. To add a relation, add one line to the file of its
noun; filter and order are derived from it (graph.declare.declare). vocabulary/ has the words of columns.
"""
