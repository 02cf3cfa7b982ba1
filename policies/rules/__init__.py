"""One rule per file. A file declares `rule`, and the rule has the file's name."""
