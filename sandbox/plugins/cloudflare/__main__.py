"""The sandbox's `cloudflare` plugin."""

import sys
from importlib.metadata import version

from sandbox.plugins.cloudflare.provider import CloudflareProvider
from sandbox.plugins.framework.server import main

if __name__ == "__main__":
    main(sys.argv[1:], version("pulumi-cloudflare"), CloudflareProvider())
