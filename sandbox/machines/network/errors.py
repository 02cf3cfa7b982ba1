"""What can go wrong in the network of the sandbox."""


class FabricError(RuntimeError):
    """A part of the network is not as it was wanted; the message names the namespace and what the kernel refused."""
