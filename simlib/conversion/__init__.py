"""A conversion to a new scale: who loses, where pay inverts, what it costs."""
