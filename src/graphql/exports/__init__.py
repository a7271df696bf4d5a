"""The office's tables as CSV files (`/exports/<table>.csv`)."""
