"""Nothing is made past the rules: by types that nobody knows, other providers, or commands."""
