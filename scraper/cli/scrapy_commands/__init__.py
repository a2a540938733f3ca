"""What this project changes in the command `scrapy` (setting COMMANDS_MODULE)."""
