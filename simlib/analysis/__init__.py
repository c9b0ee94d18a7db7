"""What the projections say: outcomes, comparisons in pairs, and their intervals."""
