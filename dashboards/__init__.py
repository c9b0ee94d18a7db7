"""The dashboards: one builder and one thin notebook each, the widgets they share, and the launcher."""
