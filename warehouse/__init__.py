"""The data: archive, forms, tables, snapshots and the queries on them.

Here: everything that knows what a number means or where it is kept. Not here: GraphQL and HTTP (graph)
or when things happen (orchestration); neither of them is ever imported from here.
To follow one file through the house, start in ingestion.py; to follow a build, in snapshots/build.py.
"""
