"""Institution, units, people, roles and permissions."""
