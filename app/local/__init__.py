"""The embedded default: real services in small, started and stopped together with Agora.

Each is replaced by one URL in the environment (`.env.example`); nothing else changes then.
"""
