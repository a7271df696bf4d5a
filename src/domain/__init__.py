"""The program's rules: what a team member, a supervisor, a mentor may do, and when.

Imports only the standard library; `shared.lifecycle` alone imports `transitions`. The actor and the time are arguments;
nothing here reads a clock, a session or a database.
"""
