"""Facts and rule sets as files (data, not code), and the code that reads and checks those files.

Here: reference tables and indicators, rule sets by version (rule_sets.py), and plan packs: a folder with a plan.toml
and what one yearly plan fixes (documents, departments, fields, targets, tasks, funds, projects, platforms, parks),
their loader, and the comparison of a pack with its document. Not here: how a document file is read (warehouse.reading)
or what a rule does to numbers (warehouse.measures). To add a year's plan, copy the folder gansu_2016; to read one,
start in plan.py.
"""
