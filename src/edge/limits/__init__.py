"""What one operation may request, and what it costs."""
