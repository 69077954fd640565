"""The editors' admin: what every kind of piece and record shares. The apps' own admin.py build on it."""

from publishing.admin import audit, editions, external_links, redirects, review

__all__ = ["audit", "editions", "external_links", "redirects", "review"]
