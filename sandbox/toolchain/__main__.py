"""`python3 -m sandbox.toolchain`: everything that the other commands need, on a machine that has only Python."""

import sys

from sandbox.toolchain import locate, virtualenv
from sandbox.toolchain.errors import ToolchainError


def main() -> int:
    """Set up the virtual environment and the engine; say what is missing otherwise."""
    try:
        virtualenv.ensure()
        locate.ensure()
    except ToolchainError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; run it again, nothing half done is kept", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
