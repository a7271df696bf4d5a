"""GraphQL over HTTP: requirements of a request, and the form of a response."""
