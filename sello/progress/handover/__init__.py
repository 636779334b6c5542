"""Handing over: what is somebody's, and giving it to whoever receives it."""
