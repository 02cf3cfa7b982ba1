"""A page that shows an environment: one HTML file without anything from elsewhere."""
