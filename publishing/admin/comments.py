"""Comments in the admin: beside their blocks in the form of a piece, and all of them on a page of their own."""

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import comments, languages
from publishing.admin.ids import sent_id
from publishing.admin.pages import PagesMixin
from publishing.models import Comment


class CommentForm(forms.Form):
    """Its fields stand inside other forms, and belong to the one that is named here."""

    block = forms.UUIDField(label=gettext_lazy("Which part of it"), required=False, widget=forms.Select)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=languages.choices)
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=Comment._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, blocks=(), **kwargs):
        super().__init__(*args, auto_id="id_comment_%s", **kwargs)
        self.fields["block"].widget.choices = [("", _("the whole piece")), *((block.pk, block) for block in blocks)]
        for field in self.fields.values():
            field.widget.attrs["form"] = "comments-form"


class CommentsMixin(PagesMixin):
    """For the admin of a kind of piece. Whoever may see it there may comment, and say what is resolved."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.comments_view)
        return [path("<path:object_id>/comments/", view, name=self.url_name("comments")), *super().get_urls()]

    def render_change_form(self, request, context, **kwargs):
        if piece := context.get("original"):
            context |= self.comments_context(piece)
        return super().render_change_form(request, context, **kwargs)

    def comments_context(self, piece, form=None):
        """Return what templates/admin/publishing/comments.html needs."""
        return {
            "comments": comments.of_piece(piece),
            "comment_form": form or self._comment_form(piece),
            "comments_url": self.address("comments", piece),
        }

    def _comment_form(self, piece, data=None):
        blocks = piece.blocks.select_related("photo", "figure__theme", "piece")
        return CommentForm(data, blocks=blocks, initial={"language": piece.source_language})

    def comments_view(self, request, object_id):
        piece = self.record_for(request, object_id, self.has_view_permission)
        form = self._comment_form(piece, request.POST if "add" in request.POST else None)
        is_done = request.method == "POST" and self._change_comments(request, piece, form)
        if "fragment" in request.GET:
            context = self.comments_context(piece, None if is_done else form)
            return render(request, "admin/publishing/comments_section.html", context)
        if is_done:
            return HttpResponseRedirect(self.address("comments", piece))
        context = self.comments_context(piece, form)
        return self.render_page(request, piece, "admin/publishing/comments_page.html", _("Comments"), **context)

    def _change_comments(self, request, piece, form):
        """Add, resolve or open again; say whether that was done."""
        if form.is_valid():
            values = form.cleaned_data
            comments.leave(piece, values["language"], values["text"], values["block"], request.user)
            return True
        if form.is_bound:
            return False
        if "resolve" in request.POST:
            comments.resolve(_comment_of(piece, request.POST["resolve"]), request.user)
        elif "reopen" in request.POST:
            comments.reopen(_comment_of(piece, request.POST["reopen"]))
        else:
            raise BadRequest
        return True


def _comment_of(piece, number):
    found = Comment.objects.filter(piece=piece.pk, pk=sent_id(number)).first()
    if found is None:
        raise Http404
    return found
