"""What a person may do with a thing now, and what it would do, from the policy and the aggregates' own guards."""
