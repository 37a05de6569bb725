"""The frames around pages (shop, desk, floor), the document head, and what every page carries along."""
