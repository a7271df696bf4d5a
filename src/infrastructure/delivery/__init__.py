"""Email delivery out: claimed from the outbox, made into messages, given to a mail server or a folder."""
