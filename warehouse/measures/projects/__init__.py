"""Projects over a year: the plan as it was frozen, and what lights would have told of the year's end.

Not here: progress and lights of a month (tables/mart/project_progress, measures/project_light.py).
"""
