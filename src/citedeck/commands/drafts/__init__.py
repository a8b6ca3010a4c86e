"""Banks that somebody else began: tables imported, sentences nobody asks about."""
