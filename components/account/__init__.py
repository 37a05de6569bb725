"""Signing in and up."""
