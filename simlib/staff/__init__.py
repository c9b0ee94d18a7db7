"""The opening staff: drawn from margins, or carried over from another pack."""
