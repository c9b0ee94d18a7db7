"""What makes Voilà pages safe to open: who may enter, which requests are refused, how many may be there."""
