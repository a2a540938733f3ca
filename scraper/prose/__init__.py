"""Facts that stand in running sentences, read with spaCy: an extra, `.[prose]`, imported only where asked."""
