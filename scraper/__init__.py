"""The archive of the portal of Cités Unies France: see docs/architecture.md for the rooms of this package."""

__version__ = "0.1.0"
