"""`python -m tests.faults` rewrites the table "What happens when" of docs/reliability.md; some minutes."""

from tests.faults.table import write

write()
