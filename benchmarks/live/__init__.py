"""What it costs to tell many followers of an event: `python -m benchmarks.live --followers 1000`."""
