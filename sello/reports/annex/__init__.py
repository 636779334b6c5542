"""An indicator as a dated document, for whoever reviews and evaluates: small figures stay hidden in it."""
