"""Measures of industry chains: what counts, how far to ten billion, shape, gaps and resilience.

Here: pure functions from the lists of chains, supply edges and returns. Not here: growth and bridges of chains, which
are those of any subject (growth.py), and contradictions between the lists (contradictions/chains.py).
"""
