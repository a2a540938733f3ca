"""What is told of documents' files is what their fetches brought."""

from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive.verifying.damage import Damage

_IMPOSSIBLE = {
    "is of a fetch that did not bring it": """
        SELECT 'files/' || files.url FROM files LEFT JOIN fetches ON fetches.id = fetch_id
        WHERE fetches.url IS NOT files.url OR status IS NOT 200 OR coalesce(body_sha256, sha256) <> sha256
    """,
    "has another size than its bytes": """
        SELECT 'files/' || url FROM files JOIN bodies USING (sha256) WHERE files.bytes <> bodies.bytes
    """,
    "is the text of no file": """
        SELECT 'document_texts/' || sha256 FROM document_texts WHERE sha256 NOT IN (SELECT sha256 FROM files)
    """,
    "tells of a file that its address did not give": """
        SELECT 'documents/' || id FROM documents WHERE sha256 IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM files WHERE files.url = documents.url
            AND (files.sha256, files.bytes, files.mime) IS (documents.sha256, documents.bytes, documents.mime)
        )
    """,
}
"""What cannot be, and the rows of which it is true."""


def every_file(db: Database) -> Iterator[Damage]:
    """Each file, text and document with a file is possible."""
    for what, found in _IMPOSSIBLE.items():
        for (where,) in db.execute(found):
            yield Damage(where, what)
