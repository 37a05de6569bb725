"""Checkout: address, delivery, payment, and the summary beside them."""
