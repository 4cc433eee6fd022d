"""Contradictions between registers: two rows in force that cannot both be right, each kind a pure function.

Here: one file per subject (chains.py) with its kinds, and registry.py, which finds them. Not here: what one file holds
(core.finding), values that do not fit each other (core.logic_finding), and what the measures do with the doubtful row.
"""
