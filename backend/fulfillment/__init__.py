"""Getting it out of the door: pick -> pack -> ship, scan by scan, and the parcel's way.

Invariants: one pick task per order; a scan (operation id) counts once however often it is sent; nothing is
packed that was not picked, nothing shipped that was not packed.
"""
