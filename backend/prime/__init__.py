"""Membership: who is a member of Prime, since when and until when, and what that gives (free delivery).

Words: a *membership* is one unbroken time; it is *live* between its start and its end. Invariants: a person
has at most one membership that is not ended; what it gives is asked for at the moment of the checkout and
kept with the order, so that an order never changes when a membership ends.
"""
