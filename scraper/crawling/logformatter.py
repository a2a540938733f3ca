"""What Scrapy's log says of a page: an item is a whole page and is not printed."""

import logging

from scrapy.logformatter import LogFormatter


class PageLogFormatter(LogFormatter):
    """One line for a page instead of its body; what was not asked is no error."""

    def scraped(self, item, response, spider) -> dict:
        """The page's kind and address, at debug level."""
        return {
            "level": logging.DEBUG,
            "msg": "Read %(kind)s %(url)s",
            "args": {"kind": item.kind, "url": item.fetch.url},
        }

    def item_error(self, item, exception, response, spider) -> dict:
        """The page that could not be kept."""
        return {"level": logging.ERROR, "msg": "Not kept: %(url)s", "args": {"url": item.fetch.url}}
