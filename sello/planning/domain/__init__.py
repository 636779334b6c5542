"""What next and when, over plain values."""
