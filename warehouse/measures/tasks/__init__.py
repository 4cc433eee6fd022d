"""Tasks of the plan: the audit of the plan itself, states at a day, deadlines and what waits for what.

Not here: targets (warehouse/measures/targets/target_progress.py) and the lights of projects.
"""
