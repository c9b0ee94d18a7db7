"""Results as plain tables, one row a fact, for files, pages and sheets alike."""
