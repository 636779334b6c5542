"""What initiatives achieve, in figures: indicators, their values by cut and period, and what stays hidden."""
