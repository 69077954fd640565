"""The files that pages show: a master in fixed widths and three formats.

Their names follow from the master's, whose name follows from its content: photos/<hash>.jpg has its renditions in
photos/<hash>/<width>.<extension>. So an address always shows the same picture, and any storage will do.
"""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

WIDTHS = (320, 640, 960, 1440, 1920, 2560)
EXTENSIONS = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}  # best first: a browser takes the first it knows


def widths(master_width):
    """Return the widths that a master of this width is made in; its own is the last."""
    return [*(width for width in WIDTHS if width < master_width), master_width]


def complete(master_width):
    """Return what Photo.renditions holds once all of them are made."""
    return {format: widths(master_width) for format in EXTENSIONS}


def name(master, width, format):
    """Return the name in storage of one rendition of the master of this name."""
    return f"{_folder(master)}/{width}.{EXTENSIONS[format]}"


def make(master, is_drawing=False):
    """Make all renditions of a stored master; return {format: [widths]}. What is there under their names is replaced."""
    with default_storage.open(master) as file, Image.open(file, formats=["JPEG"]) as image:
        image.load()
    made = complete(image.width)
    for step in _steps(image):
        for format in made:
            _store(name(master, step.width, format), _encoded(step, format, is_drawing))
    return made


def remove(master):
    """Remove whatever renditions a master has."""
    folder = _folder(master)
    try:
        _folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        default_storage.delete(f"{folder}/{file}")
    default_storage.delete(folder)


def _folder(master):
    return master.removesuffix(".jpg")


def _steps(image):
    """Yield the image in its widths from large to small, each made from the one before: far cheaper, and as good."""
    width, height = image.size
    for smaller in reversed(widths(width)):
        if smaller != image.width:
            image = image.resize((smaller, max(1, round(height * smaller / width))), Image.Resampling.LANCZOS)
        yield image


def _encoded(image, format, is_drawing):
    options = _options(format, is_drawing)
    try:
        return _saved(image, format, options)
    except OSError:
        if format != "jpeg":
            raise
        # Pillow guesses how large a progressive JPEG can get, too low for sheer noise; a plain one needs no guess.
        return _saved(image, format, {**options, "progressive": False, "optimize": False})


def _saved(image, format, options):
    buffer = BytesIO()
    image.save(buffer, format.upper(), **options)
    return buffer.getvalue()


def _options(format, is_drawing):
    # Halved colour planes would fray the hard edges of a drawing.
    subsampling = "4:4:4" if is_drawing else "4:2:0"
    return {
        "avif": {"quality": 60, "speed": 8, "subsampling": subsampling},
        "webp": {"quality": 80, "use_sharp_yuv": is_drawing},
        "jpeg": {"quality": 82, "progressive": True, "optimize": True, "subsampling": subsampling},
    }[format]


def _store(name, content):
    default_storage.delete(name)
    stored = default_storage.save(name, ContentFile(content))
    if stored != name:  # somebody else made the same file meanwhile
        default_storage.delete(stored)
