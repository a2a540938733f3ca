"""Scrapy's settings: what differs from its defaults, and why. `scrapy crawl news -s NAME=value` changes one for a run.

The project's own stand first; `portail crawl` sets them from its options.
"""

import logging
import time

from scraper.crawling.robots import PRODUCT, user_agent

# --- this project's own --------------------------------------------------------------------------------------------

ARCHIVE = "archive.db"
"""The archive's file (--archive)."""

PORTAL_AT = None
"""Address of a copy of the portal to crawl instead of the portal itself (--at)."""

ARTICLE_LIMIT = None
"""Most articles a spider fetches (--limit); None for all."""

LIST_PAGES_MAX = 1000
"""Most pages of one list: the longest known has 280 of 10 entries; lists of 3 over the whole site are not walked."""

ALIKE_MAX = 2000
"""Most pages whose addresses differ in numbers only, as in a calendar; a weekly letter has 1,000 in 20 years."""

REQUESTS_MAX = 25_000
"""Most requests of any run, four times as many as the portal has pages: beyond, it is in a trap."""

READING_SECONDS = 60
"""Seconds of processor time that reading one page may take, in a process of its own; beyond, it is kept unread."""

LIST_WHOLE_MAX = 3000
"""Entries up to which a list is asked for in one page (`debut_x=-1`): SPIP needs 2 s and 1.5 MB for 5,000."""

RECENT = False
"""Whether a crawl asks for what is recent and a part of the rest alone (--recent), or for everything (--full)."""

RECENT_PERIOD = 90
"""Days within which daily recent crawls look at every record again (--period): of 5,000, a crawl takes 57."""

RECENT_HEAD = 20
"""How many of the newest articles of the main list a recent crawl asks for each time: they are edited most."""

RETRY_PAUSE = 10
"""Seconds of pause before the first retry when the portal is busy (429, 503) and sends no Retry-After."""

RETRY_AFTER_MAX = 600
"""Longest pause, in seconds, that a crawl waits out when the portal asks for one; beyond, it ends."""

PAUSES_MAX = 3600
"""Longest time, in seconds, that all pauses of a crawl may take together; beyond, it ends."""

FAILURES_MAX = 20
"""Pages in a row that may fail (429, 5xx, no answer) before a crawl ends: a sick portal is left alone."""

REQUEST_BUDGET = None
"""Most requests of a run (--budget); None for no bound."""

HOURS = None
"""Hours in which the portal may be asked, in Paris, as 22:00-06:00 (--between); None for any."""

DECOMPRESSION_RATIO_MAX = 200
"""How many times its size a compressed body may grow, beyond the first MiB: repetitive lists grow 30 times."""

FILE_MAXSIZE = 50 * 2**20
"""Bytes of a document's file (--documents); a larger one is noted, and nothing of it kept."""

FILE_TIMEOUT = 300
"""Seconds a document's file may take: one of 50 MB from a slow server."""

KEEP_FILES = False
"""Whether the bytes of documents' files are kept in bodies (--keep-files); else their hash, size, type and text."""

PROGRESS_BAR = False
"""Whether a bar tells how far the crawl is when stderr is a terminal, as in `portail crawl`; else plain lines do."""

# --- who we are ----------------------------------------------------------------------------------------------------

BOT_NAME = PRODUCT
USER_AGENT = user_agent()  # Scrapy's own name holds a word that SPIP answers from an old cache: crawling/robots.py

SPIDER_MODULES = ["scraper.spiders"]
COMMANDS_MODULE = "scraper.cli.crawl"  # `scrapy crawl` with clear sentences and exit codes

# --- politeness ----------------------------------------------------------------------------------------------------

ROBOTSTXT_OBEY = True  # by crawling/robots.py, which replaces Scrapy's: that one crawls on when robots.txt answers 503
DOWNLOAD_DELAY = 2  # seconds from an answer to the next request (crawling/pace.py); Crawl-delay can raise it
DOWNLOAD_DELAY_JITTER = 0  # by default a delay of 2 s would be anything from 1 to 3 s: ours is a minimum
CONCURRENT_REQUESTS = 1  # one request at a time, for all hosts of the portal together
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # as many tasks are made for each page; the default of 100 costs a third of a crawl's time
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the failure stands in the archive, and an error in the log is this program's own
RETRY_HTTP_CODES = [429, 500, 502, 503, 504]
REDIRECT_MAX_TIMES = 5  # as many as RFC 9309 asks for; SPIP needs one
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "fr",
}

# --- doors that stay shut ------------------------------------------------------------------------------------------

TELNETCONSOLE_ENABLED = False  # both would listen on a port and run any code sent to it
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True  # not verified by default
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("http", "https"), "scraper.crawling.download.Once"),
    **dict.fromkeys(("data", "file", "ftp", "s3")),  # none: a page's link must not open local files
}
COOKIES_ENABLED = False  # SPIP sets none for visitors; a session would make pages personal
TWISTED_DNS_RESOLVER = "scraper.crawling.download.PortalResolver"  # no name of the portal leads into a private network
REFERER_ENABLED = False  # the canonical pages need none, and a copy need not learn the portal's addresses
METAREFRESH_ENABLED = False  # SPIP redirects by status; a refresh in a body must not lead anywhere

SCRAPER_SLOT_MAX_ACTIVE_SIZE = 1  # bytes: the next request is chosen when the page before has been read

# --- bounds --------------------------------------------------------------------------------------------------------

DOWNLOAD_MAXSIZE = 24 * 2**20  # bytes; 1 GiB by default. The longest page known, a whole list, has 1.5 MB
DOWNLOAD_WARNSIZE = 8 * 2**20
DOWNLOAD_TIMEOUT = 60  # seconds; 180 by default, for one request at a time too long
URLLENGTH_LIMIT = 400  # characters; a slug has at most 80
DEPTH_LIMIT = 1200  # a list walked page by page is as deep as it has pages (LIST_PAGES_MAX); deeper is a trap
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.ScrapyPriorityQueue"  # one server; the default forgets priorities of retries
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # newest articles first, in the order of the list

# --- components ----------------------------------------------------------------------------------------------------

DUPEFILTER_CLASS = "scraper.crawling.filters.RunDupeFilter"
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scraper.crawling.archiving.Archived": 40,
    "scraper.crawling.filters.Offsite": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scraper.crawling.robots.Robots": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scraper.crawling.pace.BackoffRetry": 550,
    "scraper.crawling.archiving.FetchLog": 570,
    "scraper.crawling.pace.CircuitBreaker": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scraper.crawling.download.Decompression": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scraper.crawling.filters.PortalRedirects": 600,
    "scraper.crawling.pace.Throttle": 800,
    "scraper.crawling.pace.RequestLimits": 810,
}
ITEM_PIPELINES = {"scraper.crawling.archiving.ArchivePipeline": 100}
EXTENSIONS = {
    "scraper.crawling.lifecycle.RunEnd": 0,
    "scraper.crawling.progress.CrawlProgress": 10,
    "scrapy.extensions.logstats.LogStats": None,  # progress.py tells it in the archive's terms
}

# --- the log -------------------------------------------------------------------------------------------------------

logging.Formatter.converter = time.gmtime  # no setting of Scrapy's tells the time zone
LOG_DATEFORMAT = "%Y-%m-%dT%H:%M:%SZ"
LOG_LEVEL = "INFO"
LOG_FORMATTER = "scraper.crawling.archiving.PageLogFormatter"
STATS_DUMP = False  # the crawl's row in the archive tells them
