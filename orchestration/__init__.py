"""When things happen: Dagster's assets, jobs, schedules and sensors, and the `longmai` command.

Here: thin calls of warehouse functions and what an operator sees of them. Not here: any rule about a number
(warehouse) or about a query (graph, which is never imported from here). definitions.py lists all that Dagster runs.
"""
