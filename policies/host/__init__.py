"""Reads what hosts are told: cloud-init, bundles, commands, and the configurations inside. Pure: text in, facts out."""
