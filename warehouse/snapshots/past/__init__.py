"""Past states: the data as known at an instant, from retained snapshots or from a build as of that instant.

Here: which snapshot answers for an instant, which tables change with time alone, the history of publications.
"""
