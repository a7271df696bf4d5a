"""The program's own runs: from the tables to the matcher and back. The matcher is imported when it is used."""
