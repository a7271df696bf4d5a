"""Use cases of applications: start, edit, submit, name a supervisor, decide, withdraw, revise."""
