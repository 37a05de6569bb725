"""A year of card payments with their truth, invented: what the model is trained and tested on.

There is no public record of payments with the identifiers that a shop sees, and a new shop has no past of its
own. So shoppers and fraudsters are played by rules (`shoppers`, `fraudsters`), seeded: the same number makes
the same year. What a shop does not know at the time is not used by features: a dispute comes weeks later.

Honest people are made to look suspicious at times (gifts to new addresses, a new telephone, an office behind
one network, a household or a parcel shop at one address, declined cards tried again, a dear first order by a
guest); fraudsters change their ways over the year (`fraudsters` says how), and friendly fraud looks like an
ordinary order. So no rule and no model is right always. Numbers measured on it compare methods; they
do not foretell a shop's losses.
"""

from backend.trust.simulation.playing import Transaction, simulate

__all__ = ["Transaction", "simulate"]
