"""What an initiative is made of, row by row: its money, counterparts, sessions, members, chain."""
