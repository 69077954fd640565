"""Where a record or a piece is in use: on which desks, in which editions. What is in use is not deleted."""

from django.contrib.admin.utils import quote
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from publishing import clock, languages, markup
from publishing.models import Block, Edition, Piece
from publishing.models.edition import EditionLink

# Rows that are a part of something: the field that leads to it.
PARTS = {"Block": "parent", "Byline": "article", "DossierPlace": "dossier", "EventLink": "event", "Award": "entry"}


def uses(record):
    """Return {owner: the ways in which it uses this record, in words}, pieces and records alike."""
    found = {}
    for owner, way in _pointing(record):
        found.setdefault(owner, {})[way] = None
    for owner in _linking(record):
        found.setdefault(owner, {})[_("linked in a text on the desk")] = None
    return {owner: list(ways) for owner, ways in found.items()}


def _pointing(record):
    """Yield (owner, way) for each row that points to the record and keeps it from being deleted."""
    for relation in record._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        if not relation.many_to_many and getattr(relation, "on_delete", None) is not PROTECT:
            continue
        yield from _owners(relation, record)


def _owners(relation, record):
    rows = relation.related_model._default_manager.filter(**{relation.field.name: record})
    if issubclass(relation.related_model, EditionLink):
        return [(row.edition.piece, _way(row.edition)) for row in rows.select_related("edition__piece")]
    if relation.related_model is Edition:
        return [(row.piece, _way(row)) for row in rows.select_related("piece")]
    part = PARTS.get(relation.related_model.__name__)
    rows = rows.select_related(part) if part else rows
    owners = [getattr(row, part) if part else row for row in rows]
    return [(_as_piece(owner), _("on the desk")) for owner in owners]


def _as_piece(owner):
    """Return the parent row of an article, an event …, so that each piece counts once."""
    return owner.piece_ptr if hasattr(owner, "piece_ptr_id") else owner


def _way(edition):
    now = clock.now()
    values = {"language": languages.native_name(edition.language)}
    if edition.blank:
        return _("withdrawn in %(language)s") % values
    if edition.public_from > now:
        return _("planned in %(language)s") % values
    if edition.public_until > now:
        return _("public in %(language)s") % values
    return _("in an earlier version in %(language)s") % values


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
    return [
        format_html("{}: {}", _link(owner, admin_site), get_text_list(ways, _("and")))
        for owner, ways in uses(record).items()
    ]


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
