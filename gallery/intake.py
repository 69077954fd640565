"""From an upload to a clean master.

A picture that somebody hands in is never kept: it is decoded, turned upright, brought to sRGB and drawn anew, so
that no hidden data, no odd format and nothing behind the last pixel reaches a visitor. Whatever is wrong with it
is a ValidationError with a sentence that helps; the checks go from cheap to costly.
"""

import hashlib
import logging
import re
import threading
import warnings
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from PIL import ExifTags, Image, ImageCms

logger = logging.getLogger(__name__)

MAX_MEGABYTES = 30
MAX_MEGAPIXELS = 60  # of a JPEG, which is halved while it is decoded
MAX_MEGAPIXELS_OF_OTHERS = 30  # decoded whole, they take much more memory
MAX_SIDE = 12_000
MAX_SCANS = 100  # a progressive JPEG has about ten
MASTER_SIDE = 2560
STRIP = 128  # rows that are worked on at a time where a picture is much larger than that
MIN_CONTRAST = 16  # of 256 shades; what has less looks like everything else
MASTER_OPTIONS = {"quality": 90, "subsampling": "4:4:4"}

# Pillow knows 43 formats; no other decoder ever sees an upload. Pillow's JPEG reads the phones' MPO too.
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
MEDIA_TYPES = "image/jpeg,image/png,image/webp,image/avif"

_READABLE = [rb"\xff\xd8\xff", rb"\x89PNG\r\n\x1a\n", rb"RIFF.{4}WEBP", rb".{4}ftyp(?:.{8}|.{12}|.{16}|.{20})??avi[fs]"]
_NAMED = [
    (
        rb".{4}ftyp(?:hei|hev|mif1|msf1)",
        "heic",
        gettext_noop("This is a HEIC photo, which web browsers cannot show. Please save it as JPEG and try again."),
    ),
    (
        rb"II\*\0|MM\0\*",
        "tiff",
        gettext_noop("This is a TIFF or a camera’s raw file. Please save it as JPEG or PNG and try again."),
    ),
    (
        rb"(?:\xef\xbb\xbf)?\s*(?=<).{0,1000}<svg",
        "svg",
        gettext_noop("This is an SVG drawing. Please save it as PNG and try again."),
    ),
    (rb"GIF8", "gif", gettext_noop("This is a GIF. Please save it as PNG or JPEG and try again.")),
    (rb"%PDF", "pdf", gettext_noop("This is a PDF. Please save the picture in it as JPEG or PNG and try again.")),
]

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# The cap on pixels below is lower than Pillow's; this is the second lock on the same door.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

# One decode at a time in a process: that bounds the memory that uploads can take.
_decoding = threading.Lock()


@dataclass(frozen=True)
class Master:
    """A clean JPEG and what is known of it; `removed` names, in words, the hidden data that is gone."""

    content: bytes = field(repr=False)
    width: int
    height: int
    colour: str
    sha256: str  # of the upload: the same file handed in twice is found by it
    perceptual_hash: int | None  # of what is seen: the same picture in another size is found by it
    removed: list[str]


def take_in(file):
    """Return the Master of an uploaded file; raise ValidationError where it is no picture that we can use."""
    content = _read(file)
    _check_format(content)
    with _decoding:
        image, removed = _decode(content)
    return Master(
        content=_encoded(image),
        width=image.width,
        height=image.height,
        colour=_dominant_colour(image),
        sha256=hashlib.sha256(content).hexdigest(),
        perceptual_hash=perceptual_hash(image),
        removed=removed,
    )


def _read(file):
    limit = MAX_MEGABYTES * 1024**2
    file.seek(0)
    content = file.read(limit + 1)
    if len(content) > limit:
        raise ValidationError(
            _("This file is larger than %(limit)s MB. Please save it smaller and try again."),
            code="large",
            params={"limit": MAX_MEGABYTES},
        )
    return content


def _check_format(content):
    if any(re.match(start, content, re.DOTALL) for start in _READABLE):
        return
    for start, code, sentence in _NAMED:
        if re.match(start, content, re.DOTALL | re.IGNORECASE):
            raise ValidationError(_(sentence), code=code)
    raise ValidationError(
        _("This is not a picture that we can read. JPEG, PNG, WebP and AVIF work."), code="unreadable"
    )


def _decode(content):
    """Return a new RGB image, upright and in sRGB, no larger than a master; and the names of what was left out."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            _check_pixels(image, content)
            # A JPEG decoder can halve while it decodes; this changes nothing in the other formats.
            image.draft(None, _fitted(image.size))
            image.load()
            return _drawn_anew(image), _hidden_data(image)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(content) from error
    except Exception as error:
        # Decoders meet broken input with whatever exception comes first; to whoever sent it, all say the same.
        logger.warning("A picture could not be read: %r", error)
        raise ValidationError(
            _("This picture is damaged or incomplete. Please save it anew, or send it again."), code="broken"
        ) from error


def _check_pixels(image, content):
    width, height = image.size
    if width * height > _max_megapixels(content) * 1_000_000 or max(width, height) > MAX_SIDE:
        raise _too_many_pixels(content)
    if image.format in ("JPEG", "MPO") and _scans(content) > MAX_SCANS:
        raise ValueError("A JPEG of so many scans keeps a decoder busy for hours.")


def _max_megapixels(content):
    return MAX_MEGAPIXELS if content.startswith(b"\xff\xd8") else MAX_MEGAPIXELS_OF_OTHERS


def _too_many_pixels(content):
    return ValidationError(
        _(
            "This picture has too many pixels: at most %(megapixels)s million, and %(side)s on a side. "
            "Please save it smaller and try again."
        ),
        code="pixels",
        params={"megapixels": _max_megapixels(content), "side": MAX_SIDE},
    )


def _scans(jpeg):
    """Return how many times a decoder goes over the pixels, MAX_SCANS + 1 at most."""
    scans, position = 0, 2
    marker = re.compile(rb"\xff+([^\x00\x01\xff\xd0-\xd7])")
    while scans <= MAX_SCANS and (found := marker.search(jpeg, position)) and found[1] != b"\xd9":
        scans += found[1] == b"\xda"
        length = int.from_bytes(jpeg[found.end() : found.end() + 2], "big")
        position = found.end() + length
    return scans


def _drawn_anew(image):
    """Return the picture on a canvas of its own, which nothing else of the file comes along with."""
    upright = _UPRIGHT.get(_exif(image).get(ExifTags.Base.Orientation))
    shrunk = _roughly_shrunk(image).resize(_fitted(image.size), Image.Resampling.LANCZOS)
    if upright is not None:
        shrunk = shrunk.transpose(upright)
    colours = _in_srgb(shrunk, image.info.get("icc_profile"))
    canvas = Image.new("RGB", colours.size, "white")
    canvas.paste(colours)
    return canvas


def _fitted(size):
    """Return the size with its longest side at most MASTER_SIDE."""
    scale = min(1, MASTER_SIDE / max(size))
    return tuple(max(1, round(side * scale)) for side in size)


def _roughly_shrunk(image):
    """Return the image plain and less than twice as large as a master; strip by strip, for no second large copy."""
    factor = max(image.size) // MASTER_SIDE
    if factor < 2:
        return _plain(image)
    width, height = image.size
    edges = [*range(0, height, STRIP * factor), height]
    strips = [_plain(image.crop((0, top, width, end))).reduce(factor) for top, end in pairwise(edges)]
    canvas = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    for number, strip in enumerate(strips):
        canvas.paste(strip, (0, number * STRIP))
    return canvas


def _plain(image):
    """Return the image with eight bits a channel, without a palette, on white paper."""
    if image.mode.startswith("I"):
        # Pillow would cut 16 bits off at white.
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _in_srgb(image, profile):
    """Return the image in sRGB, by its colour profile if that can be read."""
    if profile:
        try:
            return ImageCms.profileToProfile(image, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError) as error:
            logger.info("A colour profile could not be used: %s", error)
    return image.convert("RGB")


def _exif(image):
    try:
        return image.getexif()
    except Exception as error:
        # What is to be thrown away need not be well-formed.
        logger.info("EXIF data could not be read: %r", error)
        return Image.Exif()


def _hidden_data(image):
    exif = _exif(image)
    found = {
        _("where it was taken"): ExifTags.IFD.GPSInfo in exif,
        _("camera and date"): set(exif) - {ExifTags.IFD.GPSInfo, ExifTags.Base.Orientation},
        _("notes of an image editor (XMP)"): image.info.keys() & {"xmp", "XML:com.adobe.xmp"},
        _("press data (IPTC)"): "photoshop" in image.info,
        _("comments"): "comment" in image.info or getattr(image, "text", None),
        _("further pictures in the same file"): getattr(image, "n_frames", 1) > 1,
    }
    return [name for name, is_there in found.items() if is_there]


def _encoded(image):
    buffer = BytesIO()
    image.save(buffer, "JPEG", **MASTER_OPTIONS)
    return buffer.getvalue()


def _dominant_colour(image):
    """Return the commonest of the picture's eight main colours: it fills the place until the picture is there."""
    few = image.resize((64, 64), Image.Resampling.BOX).quantize(8, Image.Quantize.MEDIANCUT)
    _count, index = max(few.getcolors())
    return "#{:02x}{:02x}{:02x}".format(*few.getpalette()[index * 3 : index * 3 + 3])


def perceptual_hash(image):
    """Return the dHash of an RGB image as a signed number of 64 bits, or None where it shows too little.

    A bit says whether a place is brighter than the one at its left: so it says the same in any size and quality.
    """
    grey = image.resize((9, 8), Image.Resampling.BOX).convert("L")
    darkest, brightest = grey.getextrema()
    if brightest - darkest < MIN_CONTRAST:
        return None
    shades = grey.tobytes()
    bits = [left < right for row in range(0, 72, 9) for left, right in pairwise(shades[row : row + 9])]
    number = sum(bit << place for place, bit in enumerate(bits))
    return number - 2**64 if bits[63] else number
