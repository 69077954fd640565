"""Pictures in pages. Nothing here opens a file or asks the database."""

from django import template
from django.core.files.storage import default_storage
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gallery import renditions
from publishing import languages

register = template.Library()

# The width that is named for browsers that do not choose one themselves.
PLAIN_WIDTH = 960
FOCAL_STEPS = 20


@register.inclusion_tag("gallery/picture.html")
def picture(photo, sizes="100vw", loading="lazy", language=None, alt=None, fetchpriority="", **attributes):
    """Show a Photo in all its widths and formats; `sizes` says how wide it stands on the page.

    The alternative text is the photo's own; `alt=""` marks a picture that only repeats or decorates. `class` adds
    class names to the img.
    """
    if not photo:
        return {}
    text = languages.text_or_other(photo, "alt", language or get_language()) if alt is None else alt
    return {
        "photo": photo,
        "sources": [
            {"type": f"image/{format}", "srcset": _srcset(photo, format)}
            for format in ("avif", "webp")
            if photo.renditions.get(format)
        ],
        "src": picture_url(photo, PLAIN_WIDTH),
        "srcset": _srcset(photo, "jpeg"),
        "sizes": sizes,
        "alt": text,
        "lang": getattr(text, "lang", ""),
        "loading": loading,
        "fetchpriority": fetchpriority,
        "classes": f"{_focal_classes(photo)} {attributes.get('class', '')}".strip(),
    }


@register.simple_tag
def picture_url(photo, width=PLAIN_WIDTH):
    """Return the address of a JPEG at least this wide, or of the widest there is."""
    made = photo.renditions.get("jpeg")
    if not made:
        return default_storage.url(photo.file.name)
    return _url(photo, next((each for each in made if each >= width), made[-1]), "jpeg")


@register.simple_tag
def credit(photo):
    """Say who made a picture, and that an illustration is one."""
    values = {"credit": photo.credit, "name": photo.stands_for}
    if photo.is_illustration and photo.stands_for:
        line = _("Illustration: %(credit)s; stands for a photograph by %(name)s") % values
    elif photo.is_illustration:
        line = _("Illustration: %(credit)s") % values
    else:
        line = _("Photo: %(credit)s") % values
    return f"{line}, {photo.get_licence_display()}" if photo.licence.startswith("cc") else line


def _srcset(photo, format):
    return ", ".join(f"{_url(photo, width, format)} {width}w" for width in photo.renditions.get(format, ()))


def _url(photo, width, format):
    return default_storage.url(renditions.name(photo.file.name, width, format))


def _focal_classes(photo):
    """Return the classes that keep the focal point in view: fx-0 is the left edge, fx-20 the right one."""
    return f"fx-{round(photo.focal_x * FOCAL_STEPS)} fy-{round(photo.focal_y * FOCAL_STEPS)}"
