"""Rules of the improvement plan: what it holds, how versions differ, how its actions stand."""
