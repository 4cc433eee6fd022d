"""Subscriptions: publications of snapshots as resumable events.

Here: types, sources and streams of events. The transports are graph.http.sockets and graph.http.event_stream.
"""
