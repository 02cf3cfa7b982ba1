"""The program: what one environment is made of."""
