"""Past states: what was known at an instant, from retained snapshots or built beside the published one.

Here: which snapshot answers for an instant, what the passing of time alone alters, the history of publications.
"""
