"""Who sells: accounts, their terms and standing.

Invariants: a slug is unique; the commission is frozen into an order when it is placed.
"""
