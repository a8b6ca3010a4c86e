"""Sheets, keys and numbered texts, as pages to print."""
