"""The post-participation survey of each side of a mentorship (SUR-1 to SUR-4)."""
