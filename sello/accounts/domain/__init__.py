"""Who acts, for which units, until when; what a unit and a password must satisfy."""
