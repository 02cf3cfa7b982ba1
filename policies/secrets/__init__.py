"""What secrets are named, where they stand, and how old they may be."""
