"""What people do with tasks, one function per intention."""
