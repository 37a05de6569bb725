"""A mail server that delivers to nobody: it keeps every message in a folder and shows it on a page.

`python -m app.local.mail --smtp-port N --http-port N --dir DIR`
"""
