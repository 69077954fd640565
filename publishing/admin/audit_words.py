"""The details of an entry of the audit log, in words."""

import datetime as dt

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import languages

DONE = {"added": gettext_lazy("added"), "changed": gettext_lazy("changed"), "deleted": gettext_lazy("deleted")}


def described(entry):
    """Return the details of an entry as lines."""
    details = dict(entry.details)
    fields, parts = details.pop("fields", {}), details.pop("parts", [])
    return [
        *(_field(entry.model, name, said) for name, said in fields.items()),
        *map(_part, parts),
        *(
            ": ".join(filter(None, [str(WORDS.get(name, name)), _value(name, value)]))
            for name, value in details.items()
        ),
    ]


def _field(model, name, said):
    ways = [_("on") if said["on"] else _("off")] if "on" in said else []
    ways += [_("added: %(names)s") % {"names": ", ".join(said["added"])}] if said.get("added") else []
    ways += [_("removed: %(names)s") % {"names": ", ".join(said["removed"])}] if said.get("removed") else []
    return ": ".join(filter(None, [field_name(model, name), "; ".join(ways)]))


def _part(part):
    names = [field_name(part["model"], name) for name in part["fields"]]
    kind = _model_name(part["model"])
    done = DONE[part["done"]]
    return f"{capfirst(kind)} “{part['name']}”: {done}" + (f" ({', '.join(names)})" if names else "")


def field_name(model, name):
    """Return what a field is called in its form, with its language; its bare name where it is gone."""
    try:
        field = apps.get_model(model)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return name
    original = getattr(field, "translated_field", field)
    language = getattr(field, "language", None)
    words = capfirst(str(original.verbose_name))
    return f"{words} ({languages.native_name(language)})" if language else words


def _model_name(label):
    try:
        return apps.get_model(label)._meta.verbose_name
    except LookupError:
        return label


# What rules say beside their action.
WORDS = {
    "edition": gettext_lazy("edition"),
    "of": gettext_lazy("of edition"),
    "public_from": gettext_lazy("from"),
    "label": gettext_lazy("for whom"),
    "until": gettext_lazy("works until"),
    "review": gettext_lazy("review"),
    "moved": gettext_lazy("blocks moved"),
    "slug": gettext_lazy("address"),
    "piece_name": gettext_lazy("taken from"),
    "piece_id": gettext_lazy("number of that piece"),
    "other": gettext_lazy("with"),
    "other_id": gettext_lazy("number of that piece"),
    "before": gettext_lazy("before"),
    "after": gettext_lazy("after"),
    "texts": gettext_lazy("texts"),
}


def _value(name, value):
    if name in ("public_from", "until"):
        return date_format(localtime(dt.datetime.fromisoformat(value)), "SHORT_DATETIME_FORMAT")
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items())
    if value is True:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
