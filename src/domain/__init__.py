"""The program's rules: what a team member, a supervisor, a mentor may do, and when.

Imports the standard library, and `transitions` behind `shared.lifecycle` alone. Who and when are
arguments; nothing here reads a clock, a session or a database.
"""
