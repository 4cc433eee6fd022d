"""Enterprises of the programme: facts of a firm-year, scores, yearly judgement, exit, candidates, high growth.

Pure functions from tables to marts. No clock: a day is an argument. Not here: growth and its bridge, whose results are
inputs.
"""
