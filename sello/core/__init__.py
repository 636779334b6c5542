"""What every feature stands on and what knows of none: database, clock, refusals, audit, store, mail."""
