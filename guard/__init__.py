"""Who may talk to a server of ours: names of hosts, origins of pages, secrets. For the API and for Dagster's pages.

Here: what is decided from the head of a request alone. Not here: what a caller may see (warehouse.query.policy), and
what is served. A refusal comes before anything is read or run.
"""
