"""What was found, for people, for other programs, and for the services that show what a check found."""
