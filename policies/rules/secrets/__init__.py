"""No secret is written down, and every one has an owner and an end."""
