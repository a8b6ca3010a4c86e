"""What each verb does, without the command line."""
