"""The viewer's own browser sessions."""
