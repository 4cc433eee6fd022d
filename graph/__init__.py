"""The API: a GraphQL operation in, JSON out.

Folders are stages, and a later one imports the earlier: declare/ (declaration of nouns), types/ (the nouns), planning/
(document -> plan), execution/ (operation -> JSON), exports/ and subscriptions/, http/ (transport). `app.py` has the
routes, `schema.py` the schema, `service.py` the limits. To follow a request, start in http/endpoint.py. The meaning of
numbers and the reading of rows belong to `warehouse`.
"""
