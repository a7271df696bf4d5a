"""The post-participation surveys and what the office does with them."""
