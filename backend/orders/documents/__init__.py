"""Invoices and credit notes: numbered in a transaction, drawn and stored after it, never replaced.

`issuing` gives a document its number and fixes what stands on it; `process` draws and stores the paper;
`paper` is how it looks.
"""
