"""Goal seek: which values of a term keep a goal."""
