"""Orchestration: Dagster's assets, jobs, schedules and sensors, and the `longmai` command.

Thin calls of warehouse functions and their output for operators. Rules about numbers are in warehouse, queries in
graph, which is never imported here. definitions.py lists everything that Dagster runs.
"""
