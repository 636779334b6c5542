"""Work asked of units."""
