"""What people may do with accounts, units and the instance itself: one function per intention."""
