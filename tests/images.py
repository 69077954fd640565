"""Pictures drawn in memory, good ones and nasty ones; every function returns an upload."""

import random
import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

# Stands in every place where a file can hide something; no served byte may contain it.
SECRET = b"hidden-words"


def upload(content, name="picture.jpg"):
    return SimpleUploadedFile(name, content)


def image(colour="teal", size=(60, 40), format="JPEG", mode="RGB", **options):
    """Return a picture of one colour."""
    return encoded(Image.new(mode, size, colour), format, **options)


def encoded(drawing, format="JPEG", **options):
    buffer = BytesIO()
    drawing.save(buffer, format, **options)
    return upload(buffer.getvalue(), f"picture.{format.lower()}")


def scene(size=(60, 40), mode="RGB"):
    """Return a drawing with hard edges whose left half is red and whose right half is blue."""
    drawing = Image.new("RGB", size, "red")
    ImageDraw.Draw(drawing).rectangle([size[0] // 2, 0, *size], fill="blue")
    return drawing.convert(mode)


def noise(size):
    """Return a picture with as much detail as a sharp photograph."""
    return Image.merge("RGB", [Image.effect_noise(size, sigma) for sigma in (40, 60, 80)])


def turned(format="JPEG", orientation=6):
    """Return a scene that is to be shown turned: its upper half is red, its lower half blue."""
    return encoded(scene(), format, exif=_exif(orientation))


def talkative(format="JPEG"):
    """Return a picture that carries its position, camera, XMP, comments, a profile and words behind its end."""
    options = {
        "exif": _exif(gps=True),
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    if format != "PNG":
        options["xmp"] = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    if format == "JPEG":
        options["comment"] = SECRET
    if format == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", SECRET.decode())
    file = encoded(scene(), format, **options)
    return upload(file.read() + SECRET, file.name)


def _exif(orientation=1, gps=False):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    if gps:
        exif[ExifTags.Base.Make] = SECRET.decode()
        exif[ExifTags.IFD.GPSInfo] = {1: "S", 2: (12.0, 3.0, 4.0), 3: "W", 4: (77.0, 2.0, 1.0), 29: SECRET.decode()}
    return exif


def with_broken_exif():
    return image(exif=b"Exif\0\0II*\0\xff\xff\xff\xffnonsense")


def with_broken_profile():
    return encoded(scene(), icc_profile=b"this is no colour profile" * 20)


def in_display_p3(colour):
    """Return a picture whose numbers mean colours of Display P3, as phones write it."""
    return image(colour, format="PNG", icc_profile=_display_p3())


def _display_p3():
    def xyz(*values):
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    gamma = b"curv\0\0\0\0" + struct.pack(">IHH", 1, round(2.2 * 256), 0)
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + bytes(81),
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.5151, 0.2412, -0.0011),
        b"gXYZ": xyz(0.2919, 0.6922, 0.0419),
        b"bXYZ": xyz(0.1572, 0.0666, 0.7841),
        b"rTRC": gamma,
        b"gTRC": gamma,
        b"bTRC": gamma,
    }
    table, body = struct.pack(">I", len(tags)), b""
    for tag, content in tags.items():
        table += tag + struct.pack(">II", 132 + 12 * len(tags) + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    header = struct.pack(">I4sI", 132 + 12 * len(tags) + len(body), b"\0\0\0\0", 0x02100000) + b"mntrRGB XYZ "
    header += bytes(12) + b"acsp" + bytes(28) + struct.pack(">iii", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + table + body


def sixteen_bit():
    """Return a grey ramp of 16 bits, from black at the left to white at the right."""
    drawing = Image.new("I;16", (256, 8))
    drawing.putdata([column * 257 for column in range(256)] * 8)
    return encoded(drawing, "PNG")


def transparent():
    """Return a picture whose left half is red and opaque, and whose right half is an invisible blue."""
    drawing = scene(mode="RGBA")
    drawing.putalpha(Image.new("L", drawing.size, 255))
    drawing.paste((0, 0, 255, 0), (30, 0, 60, 40))
    return encoded(drawing, "PNG")


def animated(format):
    """Return two frames: a red one, then a blue one."""
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    return encoded(frames[0], format, save_all=True, append_images=frames[1:])


def cut(format):
    """Return a picture that ends too early."""
    file = encoded(noise((200, 200)), format)
    return upload(file.read()[: file.size // 2], file.name)


def many_pixels(width, height):
    """Return a PNG of a hundred bytes that claims to be huge."""

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(100))), chunk(b"IEND", b"")]
    return upload(b"\x89PNG\r\n\x1a\n" + b"".join(parts), "huge.png")


def many_scans():
    """Return a small JPEG that would have a decoder go over its pixels a thousand times.

    A marker without a length, of which decoders take no notice, stands before what looks like one.
    """
    content = image(progressive=True).read()
    last = content[content.rindex(b"\xff\xda") : -2]
    return upload(content[:-2] + b"\xff\x01\xff\xff" + last * 1000 + content[-2:])


def half_page(format="JPEG"):
    """Return a good picture that is a web page as well, to a browser that guesses."""
    page = b"<html><script>alert(1)</script>" + SECRET
    return upload(image(format=format, comment=page).read() + page, "picture.html")


def svg():
    return upload(
        b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "drawing.jpg"
    )


def page():
    return upload(b"<!DOCTYPE html><title>No picture</title><p>" + b"x" * 2000, "picture.jpg")


def heic():
    return upload(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200), "photo.heic")


def photograph(seed, size=(60, 40), format="JPEG", **options):
    """Return a picture of sixteen spots that looks like no other one with another seed, in any size."""
    spots = Image.frombytes("RGB", (4, 4), random.Random(seed).randbytes(48))  # noqa: S311 no secret
    return encoded(spots.resize(size, Image.Resampling.BICUBIC), format, **options)
