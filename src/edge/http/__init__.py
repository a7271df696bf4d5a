"""GraphQL over HTTP: what a request has to be, and what an answer looks like."""
