"""The editors' start page: what there is, in the order in which they look for it, and what waits to be done."""

from django import template
from django.contrib.admin.models import LogEntry
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing import clock, languages, reviews, states
from publishing.admin.instants import in_zones
from publishing.admin.states import chips, waiting
from publishing.models import Edition, Piece
from translations import progress, segments, tasks
from translations.admin import matrix_rows

register = template.Library()

GROUPS = [
    (
        "write",
        _("Write"),
        [
            "articles.Article",
            "articles.Page",
            "events.Event",
            "articles.Theme",
            "articles.Dossier",
            "gallery.Contest",
            "articles.Home",
        ],
    ),
    ("pictures", _("Pictures"), ["gallery.Photo", "gallery.Entry"]),
    (
        "records",
        _("People, places and figures"),
        [
            "articles.Person",
            "articles.Organisation",
            "articles.Project",
            "articles.Region",
            "articles.KeyFigure",
            "articles.Milestone",
            "articles.Tag",
        ],
    ),
    ("translations", _("Translations"), ["translations", "translations.Term"]),
    ("press", _("What was published"), ["publishing.Edition", "publishing.Redirect", "publishing.ExternalLink"]),
    ("review", _("Review"), ["publishing.Review", "publishing.KindSettings"]),
    ("accounts", _("Who works here"), ["auth.User", "auth.Group", "languages", "publishing.AuditEntry"]),
]
# Where the name of the table is not the word of an editor.
NAMES = {
    "articles.Home": _("home page"),
    "gallery.Entry": _("contest entries"),
    "publishing.Edition": _("all versions, with their dates"),
}
# The groups of what can go to the trash.
TRASHED = ("write", "pictures", "records")
WAITING = 8
RECENT = 10


@register.simple_tag(takes_context=True)
def grouped(context, app_list):
    """Return what Django lists by app in the groups of this page; the rest, for administrators, comes last."""
    found = {f"{app['app_label']}.{model['object_name']}": model for app in app_list for model in app["models"]}
    for label, name in NAMES.items():
        if label in found:
            found[label] = found[label] | {"name": name}
    if article := found.get("articles.Article"):
        found["articles.Page"] = _pages(article)
    if context["request"].user.has_perm("publishing.view_piece"):
        found["translations"] = _page(_("what there is to translate"), "Translations", "translations")
    if context["request"].user.has_perm("publishing.manage_languages"):
        found["languages"] = _page(_("languages"), "Languages", "languages")
    groups = [(key, name, [found.pop(label) for label in labels if label in found]) for key, name, labels in GROUPS]
    groups.append(("rest", _("Behind the scenes"), list(found.values())))
    if any(models for key, _name, models in groups if key in TRASHED):
        groups.append(("trash", _("What was deleted"), [_page(_("trash"), "Trash", "trash")]))
    return [{"key": key, "name": name, "models": models} for key, name, models in groups if models]


def _page(name, object_name, url_name):
    """Return a page of the admin that belongs to no model as an entry of its own."""
    return {"name": name, "object_name": object_name, "admin_url": reverse(url_name), "add_url": None}


def _pages(article):
    """Return the text pages, which are articles, as an entry of their own."""
    pages = article | {"name": _("pages"), "object_name": "Page"}
    pages["admin_url"] = article["admin_url"] and f"{article['admin_url']}?category__exact=page"
    pages["add_url"] = article["add_url"] and f"{article['add_url']}?category=page"
    return pages


@register.simple_tag
def interface_languages():
    return [{"code": code, "name": languages.native_name(code)} for code in languages.interface()]


@register.simple_tag
def pieces_with_changes():
    """Return the pieces that are public otherwise than the desk has them."""
    return _with_chips(waiting(_pieces())[:WAITING])


@register.simple_tag
def to_translate():
    """Return {language: Total} of all pieces."""
    tasks.settle_soon()
    return progress.totals(progress.of_pieces())


@register.simple_tag
def pieces_missing_a_language():
    """Return Rows of the matrix."""
    found = progress.in_state(_pieces(), languages.stored(), progress.LACKING)[:WAITING]
    return matrix_rows.rows([(segments.PIECE, piece.pk) for piece in found], languages.stored())


@register.simple_tag
def pieces_with_comments():
    """Return the pieces with comments that wait to be seen to, the newest first."""
    waiting_for = Count("comments", filter=Q(comments__resolved_at=None))
    pieces = _pieces().annotate(number=waiting_for).filter(number__gt=0)
    return [{"piece": piece, "number": piece.number} for piece in pieces[:WAITING]]


def _pieces():
    return Piece.objects.on_desk().order_by("-changed_at", "-pk")


def _with_chips(pieces):
    pieces = list(pieces)
    found = states.of_pieces(pieces)
    return [{"piece": piece, "chips": chips(found[piece.pk])} for piece in pieces]


@register.simple_tag
def reviews_to_decide(user):
    return reviews.to_decide(user).select_related("piece", "submitted_by")[:WAITING]


@register.simple_tag
def reviews_handed_in(user):
    """Return what somebody handed in and has not been approved: it waits, or was returned."""
    return reviews.handed_in_by(user).select_related("piece")[:WAITING]


@register.simple_tag
def points_to_come():
    """Return what will be published or withdrawn, soonest first."""
    editions = Edition.objects.filter(public_from__gt=clock.now()).select_related("piece").order_by("public_from")
    return [
        {
            "piece": edition.piece,
            "is_end": edition.blank,
            "language": languages.native_name(edition.language),
            "when": in_zones(edition.public_from),
        }
        for edition in editions.defer("body", "search_text")[:WAITING]
    ]


@register.simple_tag
def changed_lately():
    """Return what was changed last, by anyone: for each thing what was done to it last."""
    found = {}
    for entry in LogEntry.objects.select_related("user", "content_type")[: RECENT * 10]:
        found.setdefault((entry.content_type_id, entry.object_id), entry)
    return list(found.values())[:RECENT]
