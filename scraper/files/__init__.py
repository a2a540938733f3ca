"""What an attached file is, and the text in it. Pure: no network, no database."""
