"""The bench of the GraphQL service: generated data, the same questions to every way of answering them, ratios, goals.

data.py makes the snapshot, questions.py says what is asked, ways.py and peers.py who is asked, timing.py takes turns,
load.py counts requests per second, goals.py compares with what is to be reached, report.py prints.
"""
