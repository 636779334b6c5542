"""Taking mails in, telling their senders, and deciding on those that are held."""
