"""Who someone is and what they may do: people, credentials, sessions, roles, addresses.

Invariants: an e-mail address belongs to one person whatever its case; a session is stored as a hash of its
secret; a role is granted on the server and never read from the browser.
"""
