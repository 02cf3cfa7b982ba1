"""The edge shows nothing of the origin, lets nobody in past it, and speaks TLS as it should."""
