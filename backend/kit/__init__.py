"""What every context stands on: settings, database, unit of work, outbox, money, time, ids, cache, storage.

The kit knows no business. Its one promise: work commits once, at the edge, and nothing leaves before it did.
"""
