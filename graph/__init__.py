"""The API: GraphQL in, rows out.

Here: the schema, what a client asked for, and HTTP. Not here: what a number means or how a row is found (warehouse).
A noun is one file in types/; to follow a request, start in app.py, to follow a query, in execution.py.
"""
