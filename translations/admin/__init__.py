"""The translators' admin."""

from translations.admin import glossary

__all__ = ["glossary"]
