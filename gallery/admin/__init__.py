from gallery.admin import contest, photo

__all__ = ["contest", "photo"]
