"""The sandbox's `hcloud` plugin."""

import sys
from importlib.metadata import version

from sandbox.plugins.framework.server import main
from sandbox.plugins.hcloud.provider import HetznerProvider

if __name__ == "__main__":
    main(sys.argv[1:], version("pulumi-hcloud"), HetznerProvider())
