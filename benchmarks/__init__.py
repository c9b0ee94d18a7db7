"""How fast the engine is, measured against the plain way of writing such a model. Not part of the package."""
