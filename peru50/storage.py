"""Static files for production: names that carry a hash, compressed once, one style sheet in one request."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'^@import "(?P<name>[\w-]+\.css)" layer\((?P<layer>[\w-]+)\)(?P<print> print)?;$', re.MULTILINE)


class StaticStorage(CompressedManifestStaticFilesStorage):
    # Modules import each other by hashed names too; Django leaves that off until asked.
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths:
            paths = {**paths, SHEET: (Inlined(paths), SHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)


class Inlined:
    """The style sheet with what it imports in its place, read as if from a storage.

    Development serves the files one by one and needs no build; only the hashed copy is made from this.
    """

    def __init__(self, paths):
        self.paths = paths

    def open(self, name):
        text = IMPORT.sub(self._layer, self._read(name))
        if "@import" in text:
            line = next(line for line in text.splitlines() if "@import" in line)
            raise ValueError(f'{name}: write {line!r} as @import "file.css" layer(name);')
        return ContentFile(text.encode())

    def _read(self, name):
        if name not in self.paths:
            raise ValueError(f"{SHEET} imports {name}, which does not exist.")
        storage, path = self.paths[name]
        with storage.open(path) as file:
            return file.read().decode()

    def _layer(self, match):
        rules = f"@layer {match['layer']} {{\n{self._read('css/' + match['name'])}}}"
        return f"@media print {{\n{rules}\n}}" if match["print"] else rules
