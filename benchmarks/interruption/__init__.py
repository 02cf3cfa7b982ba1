"""Kills the engine at random moments, and holds what is left against what the state knows."""
