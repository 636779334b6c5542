"""The acta of a destruction: its words and its paper."""
