"""An emulator of the Cloudflare API v4."""
