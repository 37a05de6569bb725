"""What it costs: tax by jurisdiction and product class (a table with its source and date), totals.

Invariants: the parts of a quote sum to its total; tax is rounded once per line; nothing here touches a float.
"""
