"""The vendor's DNS: `Zone`, `ZoneRrset`, `ZoneRecord`."""
