"""What is where: a movement ledger, a balance per stock item and warehouse, reservations with expiry.

Words: a *stock item* is a thing on a shelf that belongs to one seller; an offer consumes one or more of them
(a bundle). Available = on hand - reserved - safety stock. Invariants: the movements of a balance sum to its
on hand; reserved equals the held and allocated reservations and never exceeds on hand; available never
goes below zero by a reservation.
"""
