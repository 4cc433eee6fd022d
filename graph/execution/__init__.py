"""An operation and its variables -> JSON: the document cache, the snapshot of an operation, statements, limits.

Here: execution.py runs the root fields, document_cache.py caches what was parsed and planned, in_memory.py answers
small requests without SQL, job.py runs one on a thread. Not here: how a plan is made (graph.planning).
"""
