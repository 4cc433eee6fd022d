"""The audit of a plan on its own files: goals, tasks, units, indicators and days that do not fit each other.

Here: audit.py, which runs the detectors, one file for each group of them, and sources.py, the indicators of which data
can come. A detector reads the plan and yields what it finds; none knows the answer for any plan. Whether a finding is
a defect, a risk or a remark, and from where on, is the rule set `audit`.
"""
