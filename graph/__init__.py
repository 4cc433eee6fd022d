"""The API: a GraphQL operation in, JSON out.

Folders are stages, the later ones import the earlier: declare/ (how a noun is declared), types/ (the nouns), planning/
(a document -> a plan), execution/ (an operation -> its JSON), exports/ and subscriptions/, http/ (the wire). `app.py`
has the routes, `schema.py` the schema, `service.py` the limits. To follow a request start in http/endpoint.py. Not
here: what a number means or how a row is found (warehouse).
"""
