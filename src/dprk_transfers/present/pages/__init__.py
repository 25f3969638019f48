"""A dataset as pages in Markdown."""
