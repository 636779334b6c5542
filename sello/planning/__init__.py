"""What if, what next, and when: scenarios, the cheapest way to a level, and the forecast."""
