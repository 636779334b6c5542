"""What the limited process reads and draws of each kind of file; nothing here runs outside of it."""
