"""What it adds up to: storefront events in, roll-ups and metrics out. Nobody imports it.

Invariant: GMV of a window equals the orders placed in it, and the ledger, to the cent.
"""
