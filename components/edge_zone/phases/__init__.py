"""What the edge does with a request: one ruleset for each phase, and one owner for all of them."""
