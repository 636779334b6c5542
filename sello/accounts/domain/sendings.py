"""How long it is remembered what a browser sent."""

from datetime import timedelta

KEPT = timedelta(minutes=10)
"""How long an equal sending may be on its way, or be tried again by an impatient hand."""
