"""How many small faults, put into the policy pack one by one, its tests notice."""
