"""The desk as a plain form: all its texts at once, for browsers without a script, and for the buttons that need a page anew."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max

from publishing import markup
from publishing.admin.merging import with_plain_breaks
from publishing.models import DeskVersion
from translations import segments, showing, writing
from translations.checks import ignored


class DeskForm:
    """The rows of Sheets, the first of which is that of the record itself, with what was sent for them.

    "text-<id of the row>" is what was typed, "seen-<id of the row>" what had been shown, "source-<id of the row>" beside what.
    """

    def __init__(self, sheets, data=None, user=None):
        self.sheets, self.data, self.user = sheets, data, user
        self.rows = [row for sheet in sheets for row in sheet.rows]
        self.lost = []
        self.status = HTTPStatus.OK

    @property
    def sheet(self):
        return self.sheets[0]

    @property
    def records(self):
        """The Sheets of what the page shows."""
        return self.sheets[1:]

    @property
    def to_do(self):
        return [row for row in self.rows if row.is_to_do]

    def save(self):
        """Write what was changed; say whether all of it could be. Each row that could not be knows why."""
        sent = {name.removeprefix("text-"): value for name, value in self.data.items() if name.startswith("text-")}
        for row in self.rows:
            if row.id in sent:
                self._save(row, with_plain_breaks(sent.pop(row.id)).strip())
        self.lost = [text for text in sent.values() if text.strip()]
        if self.lost:
            self.status = HTTPStatus.FORBIDDEN
        return self.status == HTTPStatus.OK

    def _save(self, row, text):
        if _same(row, text):
            return
        if not row.sheet.may_write:
            raise PermissionDenied
        try:
            written = writing.write(
                row.sheet.record, row.sheet.language, row.key, text, by=self.user, **self._shown(row)
            )
        except writing.ConflictError as error:
            self._refuse(row, text, error, HTTPStatus.CONFLICT)
            row.stored_meanwhile = error.stored
        except ValidationError as error:
            self._refuse(row, text, error, HTTPStatus.BAD_REQUEST)
        else:
            row.judgement, row.was_saved = written or row.judgement, True

    def _shown(self, row):
        """Return the fingerprints of what stood on the page; of what was saved just now, of that."""
        seen = row.seen if row.was_saved else self.data.get(f"seen-{row.id}", row.seen)
        return {"seen": seen, "source_seen": self.data.get(f"source-{row.id}")}

    def _refuse(self, row, text, error, status):
        row.typed, row.problem, self.status = text, " ".join(error.messages), status

    def press(self):
        """Do what the button asks for by which the form was sent. Raise ValidationError where it cannot be."""
        record, language = self.sheet.record, self.sheet.language
        if (row := self._pressed("_correct")) and row.sheet.may_write:
            writing.confirm(row.sheet.record, language, [row.key], by=self.user, **self._shown(row))
        if (row := self._pressed("_reviewed")) and row.sheet.may_review:
            writing.review(row.sheet.record, language, [row.key], by=self.user, **self._shown(row))
        if (row := self._pressed("_ignore")) and row.sheet.may_write:
            code = self.data["_ignore"].partition(" ")[0]
            ignored.ignore(
                row.sheet.record, row.judgement, code, self.data.get(f"reason-{code}-{row.id}", ""), self.user
            )
        for name in {"_show", "_hide"} & self.data.keys():
            showing.show(record, self.data[name], language, name == "_show", by=self.user)
        if "_next" in self.data:
            for sheet in [self.sheet, *self._changed_records()]:
                writing.finish(sheet.record, language, by=self.user)
                writing.done(sheet.record, language, by=self.user)

    def _changed_records(self):
        """Return the Sheets of those records that were written since a version of them was kept."""
        of_these = segments.among(sheet.record for sheet in self.records)
        versions = DeskVersion.objects.filter(of_these).order_by().values_list("model", "object_id")
        kept = {(model, number): at for model, number, at in versions.annotate(Max("at"))}
        changed = {row.sheet for row in self.rows if row.was_saved}
        return [
            sheet
            for sheet in self.records
            if sheet in changed
            or sheet.record.changed_at > kept.get(segments.identity(sheet.record), sheet.record.changed_at)
        ]

    def _pressed(self, button):
        """Return the row that a button belongs to, where it was pressed; its value ends in the row's id."""
        wanted = self.data.get(button, "").rpartition(" ")[2]
        return next((row for row in self.rows if row.id == wanted), None)


def _same(row, text):
    """Say whether a text is what is stored; the text editor writes markup in its own way."""
    stored = row.judgement.target
    if row.segment.is_markup:
        return markup.without_layout(stored) == markup.without_layout(text)
    return stored == text
