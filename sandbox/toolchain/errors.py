"""What can go wrong while tools are set up."""


class ToolchainError(RuntimeError):
    """A tool is missing or does not fit; the message names the remedy."""
