"""The passage from cart to orders: prepare -> pay -> finalise.

Prepare validates, prices and reserves in one locked transaction. Pay happens outside any transaction with an
idempotency key. Finalise is idempotent and resumable: one purchase per cart by a unique constraint, and
whoever loses the race is given the winner's. Invariant: a paid checkout becomes orders or gives the money
back by itself.
"""
