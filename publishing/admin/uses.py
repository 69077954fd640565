"""Where a record or a piece is in use: on which desks, in which editions. What is in use is not deleted."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.admin.utils import quote
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from publishing import clock, languages, markup
from publishing.models import Block, Edition, Piece
from publishing.models.edition import EditionLink

# Rows that are a part of something: the field that leads to it.
PARTS = {"Block": "parent", "Byline": "article", "DossierPlace": "dossier", "EventLink": "event", "Award": "entry"}


@dataclass
class Uses:
    """In which ways a piece or a record uses another: on its desk, and in which languages of its editions."""

    on_desk: bool = False
    linked: bool = False
    public: list = field(default_factory=list)
    planned: list = field(default_factory=list)
    withdrawn: list = field(default_factory=list)
    past: list = field(default_factory=list)

    def note(self, edition):
        """Take note of an edition; a language that is public or planned need not be called past as well."""
        codes = self._codes(edition)
        if edition.language not in codes:
            codes.append(edition.language)

    def _codes(self, edition):
        now = clock.now()
        if edition.public_until <= now:
            return self.past
        if edition.blank:
            return self.withdrawn
        return self.planned if edition.public_from > now else self.public

    def __str__(self):
        ways = [_("on the desk")] if self.on_desk else []
        ways += [_("as a link in a text on the desk")] if self.linked else []
        past = [code for code in self.past if code not in (*self.public, *self.planned)]
        named = [
            (_("public (%(languages)s)"), self.public),
            (_("planned (%(languages)s)"), self.planned),
            (_("withdrawn (%(languages)s)"), self.withdrawn),
            (_("in earlier versions (%(languages)s)"), past),
        ]
        ways += [text % {"languages": ", ".join(map(languages.native_name, codes))} for text, codes in named if codes]
        return "; ".join(ways)


def uses(record):
    """Return {owner: its Uses of this record}, pieces and records alike."""
    found = defaultdict(Uses)
    for owner, edition in _pointing(record):
        if edition:
            found[owner].note(edition)
        else:
            found[owner].on_desk = True
    for owner in _linking(record):
        found[owner].linked = True
    return dict(found)


def _pointing(record):
    """Yield (owner, its edition or None) for each row that points to the record and keeps it from being deleted."""
    for relation in record._meta.get_fields(include_hidden=True):
        is_reverse = relation.auto_created and not relation.concrete
        if is_reverse and (relation.many_to_many or getattr(relation, "on_delete", None) is PROTECT):
            yield from _owners(relation, record)


def _owners(relation, record):
    rows = relation.related_model._default_manager.filter(**{relation.field.name: record})
    if issubclass(relation.related_model, EditionLink):
        return [(row.edition.piece, row.edition) for row in rows.select_related("edition__piece")]
    if relation.related_model is Edition:
        return [(row.piece, row) for row in rows.select_related("piece")]
    part = PARTS.get(relation.related_model.__name__)
    rows = rows.select_related(part) if part else rows
    return [(_as_piece(getattr(row, part) if part else row), None) for row in rows]


def _as_piece(owner):
    """Return the parent row of an article, an event …, so that each piece counts once."""
    return owner.piece_ptr if hasattr(owner, "piece_ptr_id") else owner


def _linking(record):
    """Return the other pieces with a text on the desk that holds a link to the record."""
    kind = "piece" if isinstance(record, Piece) else record._meta.model_name
    if kind not in markup.REFERENCE_KINDS:
        return []
    condition = Q()
    for language in languages.stored():
        condition |= Q(**{f"{build_localized_fieldname('html', language)}__contains": f'href="{kind}:{record.pk}"'})
    blocks = Block.objects.filter(condition).select_related("parent")
    return [block.parent for block in blocks if block.parent != _as_piece(record)]


def lines(record, admin_site):
    """Return the uses of a record as lines for a list, each with a link to the owner."""
    return [format_html("{}: {}", _link(owner, admin_site), ways) for owner, ways in uses(record).items()]


def _link(owner, admin_site):
    opts = owner._meta
    name = owner.get_kind_display() if isinstance(owner, Piece) else opts.verbose_name
    label = f"{capfirst(name)} “{owner}”"
    if not admin_site.is_registered(type(owner)):
        return label
    address = reverse(f"{admin_site.name}:{opts.app_label}_{opts.model_name}_change", args=[quote(owner.pk)])
    return format_html('<a href="{}">{}</a>', address, label)


class InUseMixin:
    """Refuse to delete what is in use, and say where it is."""

    def get_deleted_objects(self, objs, request):
        perms_needed = set() if self.has_delete_permission(request) else {self.opts.verbose_name}
        in_use = [line for record in objs for line in lines(record, self.admin_site)]
        return [str(record) for record in objs], {self.opts.verbose_name_plural: len(objs)}, perms_needed, in_use
