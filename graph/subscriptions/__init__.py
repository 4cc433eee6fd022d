"""Subscriptions: publications of snapshots as events, over WebSocket and server-sent events, resumable.

Here: what an event holds and who gets it. Not here: the wire (graph.http.sockets, graph.http.event_stream).
"""
