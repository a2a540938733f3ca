"""Reading pages within bounds, in a process that can be killed: what a page can do, it does to that process."""

from scraper.bounded.reader import ReadingStopped, limit, read, stop

__all__ = ["ReadingStopped", "limit", "read", "stop"]
