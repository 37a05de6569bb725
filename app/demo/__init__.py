"""The demo market: a believable shop drawn, written and stocked by our own code."""
