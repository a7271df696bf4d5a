"""Signing in with a browser: the server asks the identity provider, and the browser holds no token (docs/adr/0026).

A cookie leads to a session in our database; what the provider gave is used once and forgotten.
"""
