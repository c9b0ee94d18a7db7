"""One person by the clauses: what happens when, on what basis, and what it pays."""
