"""What one operation may ask for, and how much it asks for."""
