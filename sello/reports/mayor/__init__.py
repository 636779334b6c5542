"""The authority's page: where the level goes, three risks, and three decisions with what carries them out."""
