"""The read side: plain rows, paged lists, read in one transaction under the access policy."""
