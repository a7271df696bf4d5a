"""What each email has to say, by kind: values for its template, or that it is no longer true."""
