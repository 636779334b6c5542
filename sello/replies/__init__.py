"""Replies: what people answer to our mails, taken into the conversation that the mail was about."""
