"""Static sites at the edge: what is live, what was, and what could be."""
