"""Execution of an operation: document cache, selection of snapshots, statements, limits, JSON.

execution.py runs the root fields, document_cache.py caches parsed and planned documents, in_memory.py answers small
requests without SQL, job.py runs a request on a thread. Plans are built in graph.planning.
"""
