"""The editors' admin: what every kind of piece and record shares. The apps' own admin.py build on it."""

from publishing.admin import editions, external_links

__all__ = ["editions", "external_links"]
