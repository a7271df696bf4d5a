"""How fast the site's pages are in a slow browser: `python -m benchmarks.site`."""
