"""Statistical definitions as pure Polars functions, one file per idea.

Here: functions from frames to frames that a table's model.py calls. Not here: joins and roll-ups, which are SQL in the
table's model.sql, or anything that reads a file.
"""
