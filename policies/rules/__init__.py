"""One rule per file, in the folder of what it is about. A file declares `rule`, and the rule has the file's name."""
