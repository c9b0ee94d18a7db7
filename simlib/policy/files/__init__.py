"""The files of a pack: YAML read, held to a schema, checked, and made into provisions."""
