"""An invented State of Missouri of any size: its people, and what they would write on their applications."""
