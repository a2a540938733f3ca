"""What runs when, unattended: as a crontab, as systemd's units, and how the log is rotated."""
