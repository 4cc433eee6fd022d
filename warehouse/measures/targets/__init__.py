"""Where the targets of the plan stand: actuals against path, status by rule set, parts, and a sentence that says so.

Not here: what a target may become (forecasts).
"""
