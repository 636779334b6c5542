"""The trail: every act as a member of one enumeration, its events, and the one way to write and read them."""
