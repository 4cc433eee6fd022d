"""The partitions of returns: months. An enterprise is a column, never a partition."""

from dagster import MonthlyPartitionsDefinition

RETURN_MONTHS = MonthlyPartitionsDefinition(start_date="2014-01", fmt="%Y-%m", end_offset=1)
"""Months from the beginning of the programme to the current one."""
