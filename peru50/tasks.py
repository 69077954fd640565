"""Steps with a language that take longer than somebody waits for a page."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import translation
from django_tasks import task

from peru50 import language_steps
from publishing import audit


@task()
def add_language(code, name, rtl, user_id, spoken):
    """Return why the language was refused, in the words of who asked; "" if it was added."""
    return _taken(lambda: language_steps.add(code, name, rtl), audit.Action.ADDED, code, name, user_id, spoken)


@task()
def remove_language(code, name, user_id, spoken):
    """Return why the language was not removed; "" if it was."""
    return _taken(lambda: language_steps.remove(code), audit.Action.DELETED, code, name, user_id, spoken)


def _taken(step, action, code, name, user_id, spoken):
    with translation.override(spoken):
        try:
            step()
        except ValidationError as error:
            return " ".join(error.messages)
    audit.note(action, by=get_user_model().objects.filter(pk=user_id).first(), name=f"{name} ({code})")
    return ""
