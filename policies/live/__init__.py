"""What there really is: a vendor's live data as the rules judge it, and how it differs from what a stack says."""
