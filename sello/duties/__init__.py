"""What an initiative owes by law, by agreement or by its own word, and on which days of the year."""
