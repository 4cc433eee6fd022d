"""The data: archive, forms, tables, snapshots and the queries on them.

Here: everything that knows what a number means or where it is stored. Not here: GraphQL and HTTP (graph) or scheduling
(orchestration); neither is ever imported from here. To follow one file, start in ingestion/receive.py; to follow a
build, in snapshots/build.py.
"""
