"""A person's data taken out of an archive that is otherwise append-only: where it is, and what becomes of it.

`finding` tells where a name stands, `removing` takes it out, in one transaction, and notes in `redactions` what it did
to rows that are never changed otherwise; `freeing` makes sure that the file does not hold it any more.
"""
