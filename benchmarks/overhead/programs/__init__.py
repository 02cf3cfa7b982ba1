"""The programs that are compared. Each makes the same resources from `COUNT` nodes."""
