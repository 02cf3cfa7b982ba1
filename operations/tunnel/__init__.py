"""The operator's end of the tunnel: configuration of peers, interfaces up and down, keys in rotation."""
