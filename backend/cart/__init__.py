"""What a shopper means to buy: a guest's cart lives in Redis, a person's in the database.

Invariants: one open cart per person; one line per offer; a retried change (same operation id) counts once.
"""
