"""Understanding the text of the forms: small pure functions, each of one subject."""
