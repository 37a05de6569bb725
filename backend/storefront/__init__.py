"""The shop window: read models that put catalogue, stock, ratings and promise side by side.

Invariant: it writes nothing.
"""
