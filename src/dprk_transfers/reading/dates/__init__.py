"""Date phrases of news prose to windows of days."""
