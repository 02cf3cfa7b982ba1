"""The commands of `arqora`, one file each."""
