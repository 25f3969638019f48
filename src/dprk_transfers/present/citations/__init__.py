"""Citations of documents and datasets."""
