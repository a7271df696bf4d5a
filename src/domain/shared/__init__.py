"""What every aggregate shares: identities, errors, events, lifecycles."""
