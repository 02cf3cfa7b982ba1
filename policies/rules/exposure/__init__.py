"""What the internet, and neighbours, may reach."""
