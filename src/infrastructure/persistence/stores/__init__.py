"""The ports' stores in SQL, one class a port."""
