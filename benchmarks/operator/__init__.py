"""How long an operator waits, and what it costs everybody else."""
