"""What buyers say: stars and words, one per person and product.

Invariant: a product's rating in the catalogue is the count and sum of its published reviews.
"""
