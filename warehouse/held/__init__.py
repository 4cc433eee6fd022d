"""Held cells, and which decisions of people apply to which of them.

Here: what a decision in force means for the reading of one submission (rulings.py), where the rows that were read
with it lie (folders.py) and the list of held cells with their state (cells.py). Not here: the ledger of decisions
(warehouse.decisions.ledger), how a ruling changes the reading (warehouse.transforms), who may decide what
(warehouse.decisions.decide).
"""
