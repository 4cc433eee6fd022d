"""Exports: a GraphQL document with one list becomes a file with all its pages, read from one snapshot.

Here: columns of a document, paging, writers of each format. Rows are read page by page through
graph.execution.execution. A file is complete or not sent. To add a format, start in formats.py.
"""
