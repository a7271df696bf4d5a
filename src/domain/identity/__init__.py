"""Who somebody is: the identity provider's subject, bound once to a person (DIR-5)."""
