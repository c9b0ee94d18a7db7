"""A roster (花名册): a file as a bureau has it, read, matched, checked, completed, and kept without who anybody is."""
