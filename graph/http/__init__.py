"""HTTP and WebSocket: endpoints, response cache, server and connections.

Parses requests and sends responses; graph.execution executes operations. To follow a request, start in endpoint.py;
protocol.py sends cached responses before the ASGI app is called.
"""
