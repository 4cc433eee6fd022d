"""Closed vocabularies: the words that a column can hold, each explained. Their values are those of the tables.

One module per subject, each word once. Not here: vocabularies of the API itself, such as units and directions.
"""
