"""Money of the programme: funds looked through to firms, covenants, support, credit.

Here: pure functions from tables to marts. A source is a contributor that is no fund: money counts once, where it comes
from and where it lies. Not here: multiples and returns (fund_performance.py).
"""
