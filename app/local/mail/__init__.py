"""A mail server and a gateway of texts that deliver to nobody: all is kept in a folder and shown on a page.

`python -m app.local.mail --smtp-port N --http-port N --dir DIR`
"""
