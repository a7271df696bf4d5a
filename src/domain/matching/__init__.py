"""How well two people fit (MAT-1), and why (MAT-4)."""
