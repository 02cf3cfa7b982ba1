"""What the vendors' emulators have in common: sockets, faults, and how they serve."""
