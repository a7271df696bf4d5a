"""The rules, proved without a database, a clock or a mock."""
