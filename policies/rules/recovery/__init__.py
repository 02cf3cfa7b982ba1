"""Whoever is on call at night knows how it fails, how to tell, and what to do."""
