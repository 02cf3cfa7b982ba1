"""Data outlives what holds it: nothing takes it along by accident, and it comes back from a backup that was tried."""
