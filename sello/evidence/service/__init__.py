"""What people do with evidence, one function per intention."""
