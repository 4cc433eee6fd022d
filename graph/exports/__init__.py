"""Lists as files: a GraphQL document with one list goes in, all of its pages come out as one file of one snapshot.

Here: which columns a document has, walking its pages, writing each format. Not here: reading rows
(graph.execution.execution, asked page by page as any client would ask). A file is whole or it is not sent. To add a
format, start in formats.py.
"""
