"""Whether the sentences of articles can be read on this machine, and by which model and rules. Loads no model."""

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

MODEL = "fr_core_news_md"
_PACKAGE = Path(__file__).parents[1]
_SOURCES = ("prose", "dates", "text.py")
"""What decides, beside the model, how a sentence reads: folders and files of this package."""


@cache
def reader_of_sentences() -> str | None:
    """Return the model, the library and eight digits of the SHA-256 of the rules (`fr_core_news_md 3.8.0, spaCy 3.8.18,
    rules 1c4a09be`); None where the extra `prose` is not installed."""
    try:
        model, library = metadata.version(MODEL), metadata.version("spacy")
    except metadata.PackageNotFoundError:
        return None
    digest = hashlib.sha256()
    for name in _SOURCES:
        path = _PACKAGE / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in {".py", ".toml", ".ini"}:
                digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    return f"{MODEL} {model}, spaCy {library}, rules {digest.hexdigest()[:8]}"
