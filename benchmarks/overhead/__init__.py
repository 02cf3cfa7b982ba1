"""What the components and the policy pack cost on top of a plain program."""
