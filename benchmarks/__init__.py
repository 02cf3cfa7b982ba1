"""Figures, each with what it was compared with in the same run."""
