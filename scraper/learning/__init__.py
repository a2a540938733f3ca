"""What the pages of a site show together: which lines are frame, which place holds the title, the date, the text."""
