"""An edge that serves what the Cloudflare emulator was told."""
