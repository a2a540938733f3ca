"""Reading pages within bounds, in a process that can be killed: what a page can do, it does to that process."""

from scraper.bounded.reader import ReadingLimits, ReadingStopped, read, set_limits, stop

__all__ = ["ReadingLimits", "ReadingStopped", "read", "set_limits", "stop"]
