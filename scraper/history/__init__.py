"""The versions of a record as a person reads them: a state in reading form, and the differences of two."""
