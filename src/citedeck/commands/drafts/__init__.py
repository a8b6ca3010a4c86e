"""Banks that somebody else began: tables imported, replies of assistants, sentences nobody asks about."""
