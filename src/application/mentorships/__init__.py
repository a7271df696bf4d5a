"""Requests and what becomes of them: answered, met, agreed, ended."""
