"""Web pages: health, metrics and downloads."""
