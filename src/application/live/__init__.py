"""Following the program live: who is told what of each event, and what of it they are shown."""
