"""HTTP and WebSocket: routes' endpoints, the in-memory response cache, the server and its connections.

Here: reading a request from the wire and sending its answer. Not here: what an operation means (graph.execution).
To follow a request, start in endpoint.py; protocol.py answers cached responses before the app sees them.
"""
