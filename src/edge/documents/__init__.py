"""Documents that clients send: read once, kept while they are used, and on some servers listed beforehand."""
