"""Finding things: one Protocol, two engines (Tantivy embedded, Meilisearch for growth), one contract.

The index is a projection of committed events and can be rebuilt at any time; hits are read back from the
database, so a stale index never widens what is visible.
"""
