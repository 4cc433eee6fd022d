"""Innovation platforms: what was won, what is listed, what is under way.

Not here: the register itself (tables/core/platform), and targets in general (measures/target_progress.py).
"""
