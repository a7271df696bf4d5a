"""The post-participation surveys."""
