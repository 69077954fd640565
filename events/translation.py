from modeltranslation.translator import TranslationOptions, register

from events.models import Event, EventLink


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("place",)


@register(EventLink)
class EventLinkTranslation(TranslationOptions):
    fields = ("label",)
