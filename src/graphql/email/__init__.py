"""The program office's view of emails: on their way, arrived, failed."""
