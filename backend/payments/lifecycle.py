"""A payment's life as a table. A state that the gateway reports late or twice never turns the clock back."""

TRANSITIONS: dict[str, frozenset[str]] = {
    "created": frozenset({"requires_action", "authorised", "failed", "voiding", "voided"}),
    "requires_action": frozenset({"authorised", "failed", "voiding", "voided"}),
    "failed": frozenset({"requires_action", "authorised", "voiding", "voided"}),
    "awaiting_transfer": frozenset({"captured", "voided"}),
    "authorised": frozenset({"captured", "voiding", "voided"}),
    "voiding": frozenset({"voided"}),
    "captured": frozenset(),
    "voided": frozenset(),
}
"""`voiding`: we want the promise gone and have not heard from the gateway that it is."""


def may_become(status: str, new_status: str) -> bool:
    """Whether a payment goes from `status` to `new_status`."""
    return new_status in TRANSITIONS[status]
