"""What can be sold: products, variants, categories with typed attributes, offers, media, imports.

Words: a *product* groups *variants* (one per existing combination of options); a seller's *offer* puts a
variant on sale at a price. Invariants: slugs and SKUs are unique; a product's specifications fit the
attributes of its category; a price is a positive whole number of minor units.
"""
