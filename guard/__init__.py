"""Access control of the API and of Dagster's pages by host name, origin and secret.

Decides from the head of a request, before anything is read or run. Access to data is in warehouse.query.policy.
"""
