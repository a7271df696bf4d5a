"""Removes the guards of the domain and the application one at a time: tests that let one go prove nothing of it."""
