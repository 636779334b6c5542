"""What every report is made of: values, words, and paper."""
