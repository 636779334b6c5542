"""What an answer by mail is worth: what of it was written now, whose it is, and why it is not taken."""
