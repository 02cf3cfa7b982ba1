"""Functions of the plugin, by token: looking at what the project has."""
