"""Rules of figures: cuts, periods, numbers as they are typed, tables, and what of them stays hidden."""
