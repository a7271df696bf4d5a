"""What a participant says of themselves."""
