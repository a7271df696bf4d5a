"""The quarterly run, the lists that follow from it, and rehearsals."""
