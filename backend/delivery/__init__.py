"""How and when it arrives: shipping methods per destination, their cost and promised dates.

Invariant: the date promised at checkout is the date in the order and in its e-mails.
"""
