"""What an operator runs between deployments: the `arqora` command and what stands behind it."""
