"""Use cases of the post-participation surveys."""
