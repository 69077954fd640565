"""The pages that a record has in the admin besides its form: their names and addresses, who sees them, their frame."""

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode


class PagesMixin:
    """For the admin of what has pages of its own."""

    def url_name(self, page):
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def address(self, page, record=None, *args, **query):
        """Return the address of one of a record's pages, its form ("change") among them; or of one about all of them."""
        number = [quote(record.pk)] if record else []
        found = reverse(f"{self.admin_site.name}:{self.url_name(page)}", args=[*number, *args])
        return f"{found}?{urlencode(query, doseq=True)}" if query else found

    def record_for(self, request, object_id, may):
        """Return the record of an address; 404 where there is none, 403 where `may`, a has_…_permission, says no."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not may(request, record):
            raise PermissionDenied
        return record

    def render_page(self, request, record, template, title, **context):
        """Render a page about a record, or about several (None)."""
        context |= {**self.admin_site.each_context(request), "opts": self.opts, "original": record, "title": title}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, template, context)
