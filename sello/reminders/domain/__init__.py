"""Who is told what and when: settings, the waves of a day, the weekly digest, addressees."""
