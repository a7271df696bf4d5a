"""The emails in words: facts from the tables, templates, links, calendar entries, unsubscribing."""
