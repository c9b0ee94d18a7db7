"""Charts: a kept figure each, drawn once, its artists changed at every answer."""
