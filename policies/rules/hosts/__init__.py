"""What hosts are told opens no door: their rulesets, sshd, containers, and every other way in."""
