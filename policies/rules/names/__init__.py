"""What is named can be ordered, is still maintained, and is found again by operations."""
