"""The shapes of Stripe's objects: each function returns a fresh one with every published field."""
