"""The program's guidance: the texts that come with MOMENTS, and how Markdown is read (docs/adr/0037)."""
