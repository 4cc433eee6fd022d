"""The monthly bulletin as a Word file, a workbook or a page, made of answers of the API by stated rules.

Here: the documents and what is taken of their answers (subjects), numbers and their words, the report, the three
files, and the child process that makes one. Everything is read through graph.execution, never from tables. Command and
route start the same child (child.py). Sentences and the order of sections are in wording/monthly.toml or a user's file.
To add a section, start in subjects/.
"""
