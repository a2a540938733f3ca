"""The pages for people who read the archive: in French, and the same under /en in English (docs/front.md)."""
