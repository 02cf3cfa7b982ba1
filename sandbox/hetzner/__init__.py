"""A stateful emulator of the Hetzner Cloud API, for the vendor's own clients. See the README beside this file."""
