"""Publishing from the desk: from a form, from a list, and on pages of its own for what needs a time or a second thought."""

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import clock, languages, press, reviews, states
from publishing.admin import as_of
from publishing.admin.instants import in_zones
from publishing.admin.offers import offers
from publishing.admin.pages import PagesMixin
from publishing.admin.publication_forms import PublishForm, WithdrawForm
from publishing.admin.states import SHORT, is_public
from publishing.models import Edition
from publishing.states import Visibility


def points_to_come(piece):
    """Return {language: [editions that have not begun]}."""
    found = {}
    coming = Edition.objects.filter(piece=piece.pk, public_from__gt=clock.now()).for_list()
    for edition in coming.order_by("public_from"):
        found.setdefault(edition.language, []).append(edition)
    return found


def _is_or_will_be_public(piece):
    return Edition.objects.filter(piece=piece.pk, blank=False, public_until__gt=clock.now()).exists()


class PublicationMixin(PagesMixin):
    """For the admin of a kind of piece."""

    actions = ["publish_ready", "withdraw_selected"]

    def has_publish_permission(self, request, obj=None):
        """Say whether this person may publish, or this piece, which may need a reviewer's approval."""
        if obj is None:
            return request.user.has_perm("publishing.publish_piece")
        return bool(self.languages_to_publish(request, obj))

    def languages_to_publish(self, request, piece):
        """Return the codes of the languages in which this person may publish a piece."""
        return reviews.publishable(request.user, piece) if self.has_view_permission(request, piece) else []

    def has_delete_permission(self, request, obj=None):
        """The trash takes a piece off the site: what is public, or will be, is put there by who may withdraw it."""
        if not super().has_delete_permission(request, obj):
            return False
        if obj is None or not _is_or_will_be_public(obj):
            return True
        return self.languages_to_publish(request, obj) == list(languages.stored())

    def get_urls(self):
        own = [
            path(
                "<path:object_id>/publish/",
                self.admin_site.admin_view(self.publish_view),
                name=self.url_name("publish"),
            ),
            path(
                "<path:object_id>/withdraw/",
                self.admin_site.admin_view(self.withdraw_view),
                name=self.url_name("withdraw"),
            ),
            path(
                "<path:object_id>/cancel/<int:edition_id>/",
                self.admin_site.admin_view(self.cancel_view),
                name=self.url_name("cancel"),
            ),
        ]
        return own + super().get_urls()

    # The form

    def render_change_form(self, request, context, **kwargs):
        piece = context.get("original")
        context["show_save_and_add_another"] = False
        context["may_publish"] = self.has_publish_permission(request, piece)
        if piece:
            context["publication"] = context["form_languages"] = self._publication(piece)
            context["languages_to_publish"] = self.languages_to_publish(request, piece)
            context["history_url"] = self.address("history", piece)
        return super().render_change_form(request, context, **kwargs)

    def _publication(self, piece):
        """Return what the form says of each language."""
        coming = points_to_come(piece)
        return [
            self._language(piece, state, coming.get(state.language, ()))
            for state in states.of_pieces([piece])[piece.pk]
        ]

    def _language(self, piece, state, coming):
        language = state.language
        return {
            "code": language,
            "name": languages.native_name(language),
            "visibility": state.visibility,
            "short": SHORT[state.visibility],
            "since": in_zones(state.edition.public_from) if is_public(state) else "",
            "url": state.edition.get_absolute_url() if is_public(state) else "",
            "is_ready": piece.is_ready(language),
            "withdraw": self.address("withdraw", piece, language=language) if is_public(state) else "",
            "coming": [
                {
                    "when": in_zones(edition.public_from),
                    "is_end": edition.blank,
                    "as_of": as_of.beginning_of(edition),
                    "cancel": self.address("cancel", piece, edition.pk),
                }
                for edition in coming
            ],
        }

    def response_add(self, request, obj, post_url_continue=None):
        return self._asked_for(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._asked_for(request, obj) or super().response_change(request, obj)

    def _asked_for(self, request, piece):
        """Lead to the dialog, where the form was saved by a button that asks for it."""
        wanted = request.POST.get("_publish")
        if not wanted:
            return None
        if wanted not in ("ready", *languages.stored()):
            raise BadRequest
        codes = self.languages_to_publish(request, piece)
        if not codes or wanted not in ("ready", *codes):
            raise PermissionDenied
        if wanted == "ready" and not self._to_print(piece):
            text = _("“%(piece)s” was saved. %(nothing)s") % {"piece": piece, "nothing": self._nothing(piece)}
            self.message_user(request, text)
            return HttpResponseRedirect(self.address("change", piece))
        self.message_user(request, _("“%(piece)s” was saved.") % {"piece": piece}, messages.SUCCESS)
        chosen = {} if wanted == "ready" else {"language": wanted}
        return HttpResponseRedirect(self.address("publish", piece, **chosen))

    def _to_print(self, piece):
        """Return the languages that are ready and not public as they are on the desk."""
        found = states.of_pieces([piece])[piece.pk]
        return [
            state.language
            for state in found
            if piece.is_ready(state.language) and state.visibility != Visibility.PUBLIC
        ]

    def _nothing(self, piece):
        if any(piece.is_ready(language) for language in languages.stored()):
            return _("Nothing to publish: what is ready is public already.")
        return _("Nothing to publish yet: a language is ready once it has a title and a lead.")

    def publish(self, request, piece, codes, at=None, until=None, take_over=False, digests=None):
        """Publish languages, all or none, and note it in the history; return the editions."""
        with transaction.atomic():
            editions = [
                press.publish(piece, code, at, request.user, take_over, digest=(digests or {}).get(code))
                for code in codes
            ]
            if until:
                for code in codes:
                    press.withdraw(piece, code, until, request.user)
            self.log_change(request, piece, _("Published: %(languages)s.") % {"languages": languages.names(codes)})
        return editions

    def _say_published(self, request, editions):
        for edition in editions:
            values = {"name": languages.native_name(edition.language), "url": edition.get_absolute_url()}
            link = format_html('<a href="{url}">{name}</a>', **values)
            if edition.public_from > edition.printed_at:
                text = _("{language}: will be public from {instant}.")
            else:
                text = _("{language}: published.")
            self.message_user(
                request, format_html(text, language=link, instant=in_zones(edition.public_from)), messages.SUCCESS
            )
            self._say_what_follows(request, edition)

    def _say_what_follows(self, request, edition):
        follower = Edition.objects.filter(
            piece=edition.piece_id, language=edition.language, public_from=edition.public_until
        )
        if follower := follower.first():
            text = _("{language}: on {instant} another version takes its place, which was planned before.")
            if follower.blank:
                text = _("{language}: on {instant} it will be withdrawn, as was planned.")
            values = {"language": languages.native_name(edition.language), "instant": in_zones(edition.public_until)}
            self.message_user(request, format_html(text, **values), messages.WARNING)

    # Pages of their own

    def publish_view(self, request, object_id):
        piece = self.record_for(request, object_id, self.has_publish_permission)
        codes = self.languages_to_publish(request, piece)
        found = [offer for offer in offers(piece) if offer.language in codes]
        chosen = request.GET.getlist("language") or [offer.language for offer in found if offer.is_sensible]
        form = PublishForm(request.POST or None, offers=found, initial={"languages": chosen})
        if request.method == "POST" and form.is_valid():
            try:
                editions = self.publish(request, piece, **form.values)
            except ValidationError as error:
                form.refuse(error)
            else:
                self._say_published(request, editions)
                # The block editor would scroll back to the button; what happened is said at the top.
                return HttpResponseRedirect(f"{self.address('change', piece)}#content-start")
        context = {"form": form, "form_url": self.address("change", piece)}
        return self.render_page(request, piece, "admin/publishing/publish.html", _("Publish"), **context)

    def withdraw_view(self, request, object_id):
        piece = self.record_for(request, object_id, self.has_publish_permission)
        codes = self.languages_to_publish(request, piece)
        initial = {"languages": request.GET.getlist("language")}
        form = WithdrawForm(request.POST or None, piece=piece, codes=codes, initial=initial)
        if request.method == "POST" and form.is_valid():
            try:
                self.withdraw(request, piece, **form.values)
            except ValidationError as error:
                form.refuse(error)
            else:
                return HttpResponseRedirect(self.address("change", piece))
        return self.render_page(request, piece, "admin/publishing/withdraw.html", _("Withdraw"), form=form)

    def withdraw(self, request, piece, codes, at=None):
        with transaction.atomic():
            for code in codes:
                press.withdraw(piece, code, at, request.user)
            self.log_change(request, piece, _("Withdrawn: %(languages)s.") % {"languages": languages.names(codes)})
        text = _("{languages}: will be withdrawn on {instant}.") if at else _("{languages}: withdrawn.")
        values = {"languages": languages.names(codes), "instant": in_zones(at) if at else ""}
        self.message_user(request, format_html(text, **values), messages.SUCCESS)

    def cancel_view(self, request, object_id, edition_id):
        piece = self.record_for(request, object_id, self.has_publish_permission)
        edition = Edition.objects.filter(piece=piece.pk, pk=edition_id).first()
        if edition is None:
            raise Http404
        if edition.language not in self.languages_to_publish(request, piece):
            raise PermissionDenied
        if request.method == "POST":
            self._cancel(request, piece, edition)
            return HttpResponseRedirect(self.address("change", piece))
        return self.render_page(
            request,
            piece,
            "admin/publishing/cancel.html",
            _("Cancel what is planned"),
            edition=edition,
            when=in_zones(edition.public_from),
            language=languages.native_name(edition.language),
        )

    def _cancel(self, request, piece, edition):
        try:
            press.cancel(edition, request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return
        values = {"language": languages.native_name(edition.language)}
        self.log_change(request, piece, _("Cancelled what was planned: %(language)s.") % values)
        self.message_user(request, _("Cancelled what was planned: %(language)s.") % values, messages.SUCCESS)

    # The list

    @admin.action(description=gettext_lazy("Publish what is ready"), permissions=["publish"])
    def publish_ready(self, request, queryset):
        rows = [self._row(request, piece) for piece in self._publishable(request, queryset)]
        found = [offer for row in rows for offer in row["offers"]]
        has_warnings = any(offer.warnings for offer in found if offer.is_sensible)
        if "confirmed" in request.POST and ("anyway" in request.POST or not has_warnings):
            for row in rows:
                self._publish_row(request, row)
            return None
        return self.render_page(
            request,
            None,
            "admin/publishing/publish_selected.html",
            _("Publish"),
            rows=rows,
            left=[row["piece"] for row in rows if not row["offers"]],
            any_sensible=any(offer.is_sensible for offer in found),
            has_warnings=has_warnings,
            must_tick="confirmed" in request.POST,
            action_checkbox_name=admin.helpers.ACTION_CHECKBOX_NAME,
        )

    def _row(self, request, piece):
        """Return a piece with what is on offer of it."""
        codes = self.languages_to_publish(request, piece)
        found = [offer for offer in offers(piece) if offer.language in codes]
        return {
            "piece": piece,
            "form_url": self.address("change", piece),
            "offers": [each for each in found if each.is_ready and not each.is_unchanged],
        }

    def _publish_row(self, request, row):
        """Publish what was shown of a piece; what changed since, or has errors, is left as it is and named."""
        piece = row["piece"]
        codes = [offer.language for offer in row["offers"] if offer.is_sensible]
        digests = {code: request.POST.get(f"digest-{piece.pk}-{code}", "") for code in codes}
        if not codes:
            return
        try:
            self._say_published(request, self.publish(request, piece, codes, digests=digests))
        except ValidationError as error:
            self.message_user(request, f"“{piece}”: {' '.join(error.messages)}", messages.ERROR)

    @admin.action(description=gettext_lazy("Withdraw from the site"), permissions=["publish"])
    def withdraw_selected(self, request, queryset):
        public = {piece: self._public(request, piece) for piece in self._publishable(request, queryset)}
        if "confirmed" in request.POST:
            for piece, codes in public.items():
                if codes:
                    self.withdraw(request, piece, codes)
            return None
        rows = [{"piece": piece, "languages": languages.names(codes)} for piece, codes in public.items()]
        return self.render_page(
            request,
            None,
            "admin/publishing/withdraw_selected.html",
            _("Withdraw"),
            rows=rows,
            any_public=any(public.values()),
            action_checkbox_name=admin.helpers.ACTION_CHECKBOX_NAME,
        )

    def _publishable(self, request, pieces):
        """Return the pieces that this person may publish, and name the others."""
        found = {piece: self.has_publish_permission(request, piece) for piece in pieces}
        for piece, may_publish in found.items():
            if not may_publish:
                self.message_user(
                    request, _("“%(piece)s” needs the approval of a reviewer.") % {"piece": piece}, messages.ERROR
                )
        return [piece for piece, may_publish in found.items() if may_publish]

    def _public(self, request, piece):
        """Return the languages in which a piece is public and this person may withdraw it."""
        codes = self.languages_to_publish(request, piece)
        found = [state.language for state in states.of_pieces([piece])[piece.pk] if is_public(state)]
        return [code for code in found if code in codes]
