"""What there really is, is what the stack says: asked by an audit of live data only."""
