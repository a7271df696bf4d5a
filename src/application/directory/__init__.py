"""Imports of the State's directory: planning the changes, and applying them."""
