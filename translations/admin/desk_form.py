"""The desk as a plain form: all its texts at once, for browsers without a script, and for the buttons that end the work."""

from http import HTTPStatus

from django.core.exceptions import ValidationError

from publishing import markup
from publishing.admin.merging import with_plain_breaks
from translations import writing


class DeskForm:
    """The rows of a Sheet with what was sent for them: "text-<key>", and in "seen-<key>" what was shown."""

    def __init__(self, sheet, data=None, user=None):
        self.sheet, self.data, self.user = sheet, data, user
        self.lost = []
        self.status = HTTPStatus.OK

    @property
    def groups(self):
        return self.sheet.groups

    @property
    def rows(self):
        return self.sheet.rows

    @property
    def to_do(self):
        return [row for row in self.rows if row.is_to_do]

    def save(self):
        """Write what was changed; say whether all of it could be. Each row that could not be knows why."""
        sent = {name.removeprefix("text-"): value for name, value in self.data.items() if name.startswith("text-")}
        for row in self.rows:
            if row.key in sent:
                self._save(row, with_plain_breaks(sent.pop(row.key)).strip())
        self.lost = [text for text in sent.values() if text.strip()]
        if self.lost:
            self.status = HTTPStatus.FORBIDDEN
        return self.status == HTTPStatus.OK

    def _save(self, row, text):
        seen = self.data.get(f"seen-{row.key}", row.seen)
        if _same(row, text):
            return
        try:
            written = writing.write(row.record, self.sheet.language, row.key, text, by=self.user, seen=seen)
        except writing.ConflictError as error:
            self._refuse(row, text, error, HTTPStatus.CONFLICT)
            row.stored_meanwhile = error.stored
        except ValidationError as error:
            self._refuse(row, text, error, HTTPStatus.BAD_REQUEST)
        else:
            row.judgement = written or row.judgement

    def _refuse(self, row, text, error, status):
        row.typed, row.problem, self.status = text, " ".join(error.messages), status


def _same(row, text):
    """Say whether a text is what is stored; the text editor writes markup in its own way."""
    stored = row.judgement.target
    if row.segment.is_markup:
        return markup.without_layout(stored) == markup.without_layout(text)
    return stored == text
