"""What reporting costs those who report: forms, indicators and cells asked, known already, asked twice.

Here: counts from the declarations of the forms and from what was due and sent. Not here: who owes what by when
(mart.reporting_status).
"""
