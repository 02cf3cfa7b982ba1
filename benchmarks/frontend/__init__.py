"""What a deploy of a front end uploads."""
