"""Reusable Pulumi components. Installed in another stack they are `arqora_components`."""
