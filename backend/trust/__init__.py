"""How likely a card payment is fraud, why, and what the marketplace does about it.

Checkout hands in the facts of a payment; trust scores them with a model trained on the same features, weighs
the cost of each answer, and decides: accept, ask the bank to check who pays (3-D Secure), let the desk
look, or refuse. Invariants: a payment is assessed once and the assessment never changes; a review is decided
once; who paid is kept as keyed hashes only.
"""
