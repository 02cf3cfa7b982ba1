"""No host runs full, and the rest carries on when one is lost."""
