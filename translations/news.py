"""What there came to do for somebody, in their languages and with the rights they have now: for the feed and for mails."""

from dataclasses import dataclass

from django.db.models import Model

from publishing import languages
from translations import progress, rights
from translations.models import TextState


@dataclass(frozen=True)
class Item:
    text: TextState
    record: Model

    @property
    def language(self):
        return languages.native_name(self.text.language)

    @property
    def is_new(self):
        return self.text.state == TextState.State.MISSING

    @property
    def address(self):
        return progress.desk(self.text.model, self.text.object_id, self.text.language)


def texts(user, since=None):
    """Return the TextStates with something to do that came after an instant, the last first."""
    records = [model.objects.on_desk() for model in rights.visible_models(user)]
    found = progress.of(*records).filter(progress.TO_DO, language__in=rights.written_by(user))
    found = found.filter(grew_at__gt=since) if since else found
    return found.order_by("-grew_at", "-pk")


def items(found):
    """Return Items of TextStates."""
    found = list(found)
    records = progress.records((text.model, text.object_id) for text in found)
    return [Item(text, records[text.model, text.object_id]) for text in found]
