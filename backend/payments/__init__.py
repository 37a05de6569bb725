"""Money in and out: payments, their transactions, the gateway, the webhook inbox, the double-entry ledger.

Words: a payment is *authorised* (the bank promised), *captured* (taken), *voided* (promise dropped) or
*refunded*; *voiding* is a promise that we want gone and have not yet heard is gone.

Invariants: captured never exceeds authorised; refunded never exceeds captured; a gateway call carries an
idempotency key and happens outside any transaction; every ledger journal sums to zero.
"""
