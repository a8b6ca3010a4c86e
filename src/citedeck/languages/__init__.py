"""What is known of languages: what cards and sheets say in them, and their typography."""
