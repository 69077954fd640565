from gallery.models.contest import Award, Contest, Entry
from gallery.models.photo import Photo

__all__ = ["Award", "Contest", "Entry", "Photo"]
