"""Orders as their buyers follow them."""
