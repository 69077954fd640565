"""The body of a piece in its form: an inline for each kind of block, each with its own fields and words."""

from content_editor.admin import ContentEditorInline
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationInlineModelAdmin

from publishing import languages
from publishing.admin import order
from publishing.admin.choosers import ChooserMixin, RecordSelect
from publishing.admin.languages import TranslatedFieldsMixin
from publishing.admin.links import InternalLinksMixin
from publishing.admin.merging import MergingMixin
from publishing.admin.permissions import OwnLanguagesInlineMixin
from publishing.admin.rows import RowFormSet
from publishing.models import block_kinds
from publishing.models.block import Block


class LanguagesField(forms.MultipleChoiceField):
    """A list of language codes, as checkboxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=languages.choices, required=False, **kwargs)


class BlockForm(MergingMixin, InternalLinksMixin, forms.ModelForm):
    unmerged = (order.FIELD,)
    languages = LanguagesField(
        label=capfirst(Block._meta.get_field("languages").verbose_name),
        help_text=Block._meta.get_field("languages").help_text,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.kind = self._meta.model.of_kind
        self._remember_records()

    def _remember_records(self):
        """Tell the selects which records are loaded: a body is one query, not one per select."""
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, RecordSelect) and (record := self.instance._state.fields_cache.get(name)):
                widget.records.remember(record)


class BlockFormSet(RowFormSet):
    @classmethod
    def get_default_prefix(cls):
        return f"block_{cls.model.of_kind}"


class BlockInline(
    OwnLanguagesInlineMixin, ChooserMixin, TranslatedFieldsMixin, TranslationInlineModelAdmin, ContentEditorInline
):
    form = BlockForm
    formset = BlockFormSet
    color = "var(--link-fg)"
    style_choices = ()

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("photo", "figure", "theme", "piece")

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "style":
            kwargs["choices"] = self.style_choices
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    # Whoever may change a piece may change its body.

    def has_add_permission(self, request, obj=None):
        return self._may_write(request) and self.own_languages(request) is None

    def has_change_permission(self, request, obj=None):
        return self._may_write(request)

    def has_delete_permission(self, request, obj=None):
        return self._may_write(request) and self.own_languages(request) is None

    def has_view_permission(self, request, obj=None):
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request)

    def _may_write(self, request):
        piece_admin = self.admin_site.get_model_admin(self.parent_model)
        return piece_admin.has_change_permission(request) or piece_admin.has_add_permission(request)


_PLACE = ("languages", "region", "ordering")


class TextInline(BlockInline):
    model = block_kinds.TextBlock
    icon = "notes"
    fields = ("title", "html", "theme", *_PLACE)
    labels = {"title": _("heading"), "theme": _("chapter of the theme")}
    help_texts = {
        "title": _("May be left empty."),
        "theme": _("Puts the sign of this theme at the heading."),
    }


class PictureInline(BlockInline):
    model = block_kinds.PictureBlock
    icon = "image"
    fields = ("photo", "text", "style", *_PLACE)
    required = ("photo",)
    labels = {"text": _("caption"), "style": _("width")}
    help_texts = {"text": _("Left empty, the picture’s own caption is shown.")}
    style_choices = [choice for choice in Block.Style.choices if choice[0] != Block.Style.NOTE]


class QuoteInline(BlockInline):
    model = block_kinds.QuoteBlock
    icon = "format_quote"
    fields = ("text", "source", *_PLACE)
    labels = {"text": _("quotation"), "source": _("who said it")}
    help_texts = {"text": _("A sentence from the piece itself, without quotation marks.")}


class FigureInline(BlockInline):
    model = block_kinds.FigureBlock
    icon = "tag"
    fields = ("figure", *_PLACE)
    required = ("figure",)
    help_texts = {"figure": _("Key figures that follow each other are shown together.")}


class QuestionInline(BlockInline):
    model = block_kinds.QuestionBlock
    icon = "question_answer"
    fields = ("title", "html", *_PLACE)
    labels = {"title": _("question"), "html": _("answer")}


class BoxInline(BlockInline):
    model = block_kinds.BoxBlock
    icon = "article"
    fields = ("style", "title", "html", "piece", *_PLACE)
    labels = {"style": _("kind of box"), "piece": _("show this piece instead")}
    help_texts = {"piece": _("The box then holds that piece as it is published; the text above is left out.")}
    style_choices = [(Block.Style.NORMAL, _("a side box")), (Block.Style.NOTE, Block.Style.NOTE.label)]


class VideoInline(BlockInline):
    model = block_kinds.VideoBlock
    icon = "movie"
    fields = ("title", "text", "url", "photo", *_PLACE)
    labels = {"text": _("where to find it"), "photo": _("still picture")}
    help_texts = {
        "text": _("For a film that has no address: who shows or lends it."),
        "url": _("Nothing is loaded from there before the reader asks for it."),
    }


class SeriesInline(BlockInline):
    model = block_kinds.SeriesBlock
    icon = "collections"
    fields = ("photo", "text", *_PLACE)
    required = ("photo",)
    labels = {"text": _("caption")}
    help_texts = {"photo": _("Pictures of a series that follow each other are shown together.")}


BLOCK_INLINES = [
    TextInline,
    PictureInline,
    QuoteInline,
    FigureInline,
    QuestionInline,
    BoxInline,
    VideoInline,
    SeriesInline,
]
