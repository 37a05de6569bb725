"""A local stand-in for Stripe's API: no account, no network, no money.

The unmodified ``stripe`` SDK and a browser page that loads ``/v3/`` talk to it as they would to Stripe.
It imitates an outside company, so it imports nothing of the marketplace and keeps its own clock and ids.

Words: a *verb* is the function behind one API route; a *record* is one stored object with the private facts
Stripe also knows but never shows (which test card is behind a payment method, what was set up).
"""
