"""What was bought: a purchase, and in it one order per seller and warehouse, each with its life.

Invariants: one purchase per cart; order totals sum to the purchase total; a status changes only along the
lifecycle table and leaves a row of history that says who and when.
"""
