"""Feeds of sellers: Shopify product CSV, Google Merchant feed, the house format, and any CSV by a mapping.

A reader turns a file into products with the line numbers they came from; what cannot be read becomes a row
error. The importer writes one product at a time: a broken one never stops or half-writes the others.
"""
