"""The reading room: what a browser shows of a kept file, drawn or written anew in the limited process."""
