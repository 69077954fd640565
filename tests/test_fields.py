"""What every model tells editors."""

import pytest
from django.apps import apps
from modeltranslation.fields import TranslationField

# What a form never shows on its own: the piece that a row hangs on, and blocks, whose forms say it per kind.
PARENTS = {("Byline", "article"), ("DossierPlace", "dossier"), ("EventLink", "event"), ("Award", "entry")}
OURS = ("publishing", "gallery", "articles", "events")
PRESS = ("Edition", "Address", "DeskState", "Block")


def edited_fields():
    for model in (model for app in OURS for model in apps.get_app_config(app).get_models()):
        is_in_forms = {"add", "change"} & set(model._meta.default_permissions)
        if model._meta.proxy or model.__name__.startswith(PRESS) or not is_in_forms:
            continue
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            hidden = not field.editable or field.primary_key or isinstance(field, TranslationField)
            if not hidden and (model.__name__, field.name) not in PARENTS:
                yield pytest.param(field, id=f"{model.__name__}.{field.name}")


@pytest.mark.parametrize("field", list(edited_fields()))
def test_every_field_helps_the_editor_who_fills_it_in(field):
    assert field.help_text
    assert str(field.verbose_name)[0].islower()
