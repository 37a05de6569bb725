"""The cart's lines and its summary."""
