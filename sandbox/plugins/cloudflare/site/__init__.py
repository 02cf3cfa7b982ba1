"""Static sites: what a directory holds, and its upload."""
