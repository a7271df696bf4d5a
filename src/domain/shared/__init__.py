"""What every aggregate shares: identities, refusals, events, lifecycles."""
