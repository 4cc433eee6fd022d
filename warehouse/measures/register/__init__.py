"""Enterprises over time: one identity across names and codes, declared changes, and when a firm ended."""
