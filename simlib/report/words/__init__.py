"""Sentences and numbers as the readers say them, in both languages."""
