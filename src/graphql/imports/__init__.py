"""Imports of the directory by the office: uploads (`/imports`), and what became of them."""
