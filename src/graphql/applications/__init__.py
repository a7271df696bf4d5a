"""Applications, from the draft to the decision."""
