"""Who owes which report by when, and the reminders of what has not come.

Here: calendars and reminders. Not here: the calendar of a form (warehouse.forms).
"""
