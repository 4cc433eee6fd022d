"""Reporting obligations and their deadlines, and reminders of missing reports.

Here: calendars and reminders. Not here: the calendar of a form (warehouse.forms).
"""
