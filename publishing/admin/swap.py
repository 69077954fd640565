"""Two pieces swap their addresses in one language, after a look at what will stand where."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import languages, press
from publishing.admin.choosers import Records, RecordSelect
from publishing.admin.pages import PagesMixin
from publishing.models import Edition, PieceKind


class SwapForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    other = forms.ModelChoiceField(
        None,
        label=gettext_lazy("Swap addresses with"),
        help_text=gettext_lazy("A piece of the same kind that is public in this language."),
    )

    def __init__(self, *args, piece, records, **kwargs):
        super().__init__(*args, **kwargs)
        self.piece = piece
        public = Edition.objects.current().filter(piece=piece.pk).order_by("language")
        self.fields["language"].choices = [(each.language, languages.native_name(each.language)) for each in public]
        other = self.fields["other"]
        other.queryset = type(piece).objects.on_desk().exclude(pk=piece.pk)
        other.widget = RecordSelect(records)

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.editions = self._shown(cleaned["language"], (self.piece, cleaned["other"]))
        return cleaned

    def _shown(self, language, pieces):
        """Return what visitors read of both."""
        found = {edition.piece_id: edition for edition in Edition.objects.current(language).filter(piece__in=pieces)}
        for piece in pieces:
            if piece.pk not in found:
                raise ValidationError(
                    _("“%(piece)s” (%(language)s) is not public.")
                    % {"piece": piece, "language": languages.native_name(language)}
                )
        return [found[piece.pk] for piece in pieces]


class SwapMixin(PagesMixin):
    """For the admin of a kind of piece."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.swap_view)
        return [path("<path:object_id>/swap/", view, name=self.url_name("swap")), *super().get_urls()]

    def render_change_form(self, request, context, **kwargs):
        piece = context.get("original")
        if piece and Edition.objects.current().filter(piece=piece.pk).exclude(kind=PieceKind.HOME).exists():
            context["swap_url"] = self.address("swap", piece)
        return super().render_change_form(request, context, **kwargs)

    def swap_view(self, request, object_id):
        """Ask with whom, show what will stand where, then do it."""
        piece = self.record_for(request, object_id, self.has_publish_permission)
        data = request.POST if request.method == "POST" else request.GET if "other" in request.GET else None
        form = SwapForm(data, piece=piece, records=Records.of(request, self))
        is_clear = form.is_valid()
        if is_clear and not all(
            form.cleaned_data["language"] in self.languages_to_publish(request, each)
            for each in (piece, form.cleaned_data["other"])
        ):
            form.add_error("other", _("You may not publish this piece."))
            is_clear = False
        if is_clear and request.method == "POST":
            try:
                editions = press.swap(piece, form.cleaned_data["other"], form.cleaned_data["language"], request.user)
            except ValidationError as error:
                form.add_error(None, error)
                is_clear = False
            else:
                self._say_swapped(request, editions)
                return HttpResponseRedirect(self.address("change", piece))
        swapped = zip(form.editions, reversed(form.editions), strict=True) if is_clear else ()
        template = "admin/publishing/swap.html"
        return self.render_page(request, piece, template, _("Swap addresses"), form=form, swapped=list(swapped))

    def _say_swapped(self, request, editions):
        for edition in editions:
            link = format_html('<a href="{0}">{0}</a>', edition.get_absolute_url())
            text = format_html(_("{link} shows “{title}” now."), link=link, title=edition.title)
            self.message_user(request, text, messages.SUCCESS)
