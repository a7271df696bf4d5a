"""What the programme does by itself."""
