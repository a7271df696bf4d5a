"""What a screen costs the server."""
