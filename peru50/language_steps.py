"""Adding a language to the site, opening it to visitors, hiding it, removing it for good.

Each step may be cut off anywhere and done again. The languages file says what is in use: it is changed last where
something is added, first where something goes, and `manage.py serve` restarts the site when it changes.
"""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace

from babel import Locale, UnknownLocaleError, parse_locale
from django.apps import apps
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from peru50 import catalogues, language_file, readiness, words
from peru50.language_file import SHIPPED, Language
from peru50.serving import is_served
from publishing import columns, languages
from publishing.models import DeskState, Edition, Profile
from translations import segments
from translations.models import TextState

LONGEST = 10  # letters of a code that the tables hold
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")


# The steps


def add(code, name="", rtl=None):
    """Add a language, which nobody but who works here sees before it is opened; return its code as it is kept."""
    with language_file.locked(settings.LANGUAGES_FILE):
        code, language = described(code, name, rtl)
        if language.state != "stored":
            language = replace(language, state="coming")
            _write(_read().having(code, language))
            _manage("sync_languages", "--coming", code, WITH_COMING_LANGUAGES="true")
        _write(_read().having(code, replace(language, state="stored")))
    return code


def open_(code, anyway=False):
    """Offer a language to visitors."""
    with language_file.locked(settings.LANGUAGES_FILE):
        found = _read()
        _must_be_stored(code, found)
        ready = readiness.of(code)
        if not ready.is_enough and not anyway:
            raise ValidationError(
                _("%(name)s is ready at %(percent)d %%; it is opened from %(threshold)d %%.")
                % {"name": _name(code, found), "percent": ready.percent, "threshold": readiness.READY_AT},
                code="not_ready",
            )
        _write(replace(found, public=(*{*found.public, code},)))


def hide(code):
    """Offer a language to visitors no longer; its texts and editions stay."""
    with language_file.locked(settings.LANGUAGES_FILE):
        found = _read()
        _must_be_stored(code, found)
        _write(replace(found, public=_without(code, found.public)))


def remove(code):
    """Remove a language that was added: export its texts, then drop their columns. Editions and history stay.

    Where the site is being served, `manage.py serve` drops the columns, when no process uses them any more.
    """
    with language_file.locked(settings.LANGUAGES_FILE):
        found = _read()
        if code not in found.known:
            raise ValidationError(_("“%(code)s” is no language that was added here.") % {"code": code})
        if found.known[code].state == "stored":
            _must_be_no_source(code, found)
            export(code)
        gone = replace(found.known[code], state="removed")
        _write(replace(found.having(code, gone), public=_without(code, found.public)))
    if not is_served():
        _manage("sync_languages")


# What the steps are made of


def sync():
    """Give database and words what the languages in use need."""
    for code in settings.ADDED_LANGUAGES:
        catalogues.refresh(code)
    catalogues.compile_stale()
    call_command("migrate", verbosity=0)


def prepare(code):
    """Let lists know of a language that is coming."""
    call_command("refresh_translations")
    if Edition.objects.filter(language=code).exists():  # it was removed once
        call_command("refresh_states")


def forget_removed():
    """Drop the columns of the languages that were removed, and what else only they had."""
    with language_file.locked(settings.LANGUAGES_FILE):  # so that none of them is added again meanwhile
        _forget(set(settings.SITE_LANGUAGES.in_state("removed")).intersection(_read().in_state("removed")))


def _forget(removed):
    for code in removed:
        Group.objects.filter(name=f"translators-{code}").delete()
        Permission.objects.filter(codename=f"translate_{code}").delete()
        DeskState.objects.filter(language=code).delete()
        TextState.objects.filter(language=code).delete()
        Profile.objects.filter(language=code).update(language=languages.default())
        for path in catalogues.of_site(code), catalogues.of_site(code).with_suffix(".mo"):
            path.unlink(missing_ok=True)
    dropped = [columns.drop(code) for code in removed]
    if any(dropped):
        call_command("migrate", verbosity=0)  # SQLite may have rebuilt tables, and lost their triggers


def export(code):
    """Write all texts of a language, and its interface words, to files in VAR_DIR/exports; return the first's path."""
    path = settings.VAR_DIR / "exports" / f"{code}-{timezone.now():%Y-%m-%dT%H-%M-%S}.json"
    path.parent.mkdir(exist_ok=True)
    content = {"language": code, "name": languages.native_name(code), "texts": list(_texts(code))}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    words.whole(code).save(str(path.with_suffix(".po")))
    return path


def _texts(code):
    """Yield what each record holds in a language."""
    for model in apps.get_models():
        fields = {
            field.name: field.translated_field.name
            for field in model._meta.local_fields
            if getattr(field, "language", None) == code
        }
        for row in model._base_manager.order_by("pk").values("pk", *fields) if fields else ():
            texts = {name: row[column] for column, name in fields.items() if row[column]}
            if texts:
                yield {"model": model._meta.label_lower, "id": str(row["pk"]), "texts": texts}


def _manage(*arguments, **environment):
    """Give a command in a process of its own, which reads the languages file anew."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    if subprocess.run(command, env=os.environ | environment).returncode:  # noqa: S603 our own commands
        raise ValidationError(_("This could not be finished; the log says why. It can be done again at any time."))


def _read():
    return language_file.read(settings.LANGUAGES_FILE)


def _write(found):
    language_file.write(settings.LANGUAGES_FILE, found)


def _without(code, public):
    left = tuple(each for each in public if each != code)
    if not left:
        raise ValidationError(_("This is the only language that visitors are offered."))
    return left


def _name(code, found):
    """Return what a language calls itself; this process may not know yet what was added."""
    return found.known[code].name if code in found.known else languages.native_name(code)


def _must_be_stored(code, found):
    if code not in {*SHIPPED, *found.in_state("stored")}:
        raise ValidationError(_("“%(code)s” is no language of this site.") % {"code": code})


def _must_be_no_source(code, found):
    """Refuse to take from texts what they were translated from."""
    for model in segments.translatable():
        if record := model._base_manager.filter(source_language=code).first():
            raise ValidationError(
                _(
                    "Texts were first written in %(name)s, such as “%(record)s”: give them another source language first."
                )
                % {"name": _name(code, found), "record": record}
            )


# What is known of a language


def described(code, name="", rtl=None):
    """Return (code, Language): what would be added; refuse what cannot be."""
    code = _checked(code)
    language = _read().known.get(code) or known(code)
    language = replace(language, name=name or language.name, rtl=language.rtl if rtl is None else rtl)
    if not language.name:
        raise ValidationError(
            _("The name of “%(code)s” is not known here. Give it, in the language itself.") % {"code": code}
        )
    return code, language


def _checked(code):
    """Return a code as Django writes it; refuse what is none, and what no column can be made of."""
    code = code.strip().replace("_", "-").lower()
    if not _is_code(code):
        raise ValidationError(_("“%(code)s” is no code of a language, such as de or pt-br.") % {"code": code})
    if len(code) > LONGEST:
        raise ValidationError(
            _("“%(code)s” is too long: a code has %(most)d letters at most.") % {"code": code, "most": LONGEST}
        )
    if code in SHIPPED:
        raise ValidationError(_("%(name)s is there already.") % {"name": languages.native_name(code)})
    if code not in languages.stored() and (taken := _taken(code)):
        raise ValidationError(
            _("“%(code)s” cannot be added: there is a column %(column)s already.") % {"code": code, "column": taken}
        )
    return code


def _is_code(code):
    """Say whether a code is one, in letters that an address, a folder and a column may have."""
    try:
        parse_locale(code, sep="-")
    except ValueError:
        return False
    return bool(_CODE.fullmatch(code))


def _taken(code):
    """Return a column of ours that has the name which a text in this language would have, if there is one."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        for field in languages.translated(model):
            if (column := languages.column(field, code)) in names:
                return column
    return None


def known(code):
    """Return what Django knows of a language, or else the Unicode CLDR."""
    if "name_local" in LANG_INFO.get(code, ()):
        return Language(LANG_INFO[code]["name_local"], LANG_INFO[code]["bidi"])
    try:
        locale = Locale.parse(to_locale(code))
    except UnknownLocaleError:
        return Language("")
    return Language(locale.get_display_name() or "", locale.text_direction == "rtl")
