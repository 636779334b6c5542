"""What people do with the register, one function per intention."""
