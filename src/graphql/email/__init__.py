"""The program office's view of emails: queued, sent, failed."""
