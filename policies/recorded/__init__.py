"""What the engine wrote down, as the rules judge it: exported states, saved plans, and logs of what the pack said."""
