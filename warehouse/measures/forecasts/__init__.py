"""Forecasts of targets with bands and probability, and how good those of the past were.

Here: models, conformal bands, rolling origins, scores. Not here: where a target stands today (targets).
"""
