"""The admin as an editor uses it: an account, and forms that are sent as a browser sends them."""

import html5lib
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from peru50 import roles

XHTML = "{http://www.w3.org/1999/xhtml}"


def make_editor(name="editor"):
    return make_member("editors", name=name)


def make_member(*names, name="", **fields):
    """Make a person of staff who is in these groups: authors, editors, translators-es …"""
    if not Group.objects.exists():  # a test that empties the database takes the groups of the migration along
        roles.sync()
    own = {"username": name or names[0], "password": "secret", "is_staff": True, **fields}
    user = get_user_model().objects.create_user(**own)
    user.groups.set(Group.objects.filter(name__in=names))
    return user


def form_of(record):
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])


def sent(response):
    """Return what the form on this page holds, as a browser would send it."""
    document = html5lib.parse(response.content.decode())
    form = next(each for each in document.iter(f"{XHTML}form") if each.get("id", "").endswith("_form"))
    data = {}
    for field in form.iter():
        if field.get("name") and (values := _values(field)):
            data.setdefault(field.get("name"), []).extend(values)
    return data


def _values(field):
    if field.tag == f"{XHTML}textarea":
        return [(field.text or "").removeprefix("\n")]
    if field.tag == f"{XHTML}select":
        options = list(field.iter(f"{XHTML}option"))
        chosen = [option.get("value") for option in options if option.get("selected") is not None]
        return chosen or ([] if field.get("multiple") is not None else [options[0].get("value")])
    if field.tag != f"{XHTML}input" or field.get("type") in ("submit", "button", "file"):
        return []
    if field.get("type") == "checkbox" and field.get("checked") is None:
        return []
    return [field.get("value") or ""]


def save(client, url, button="_continue", **changes):
    """Open a form, change some of its fields, press a button and return the page that follows.

    `button` is a name or (name, value); a field is removed by None.
    """
    data = sent(client.get(url)) | changes
    name, value = (button, "1") if isinstance(button, str) else button
    data = {key: value for key, value in (data | {name: value}).items() if value is not None}
    return client.post(url, data, follow=True)


def publish(client, url, wanted="ready", answer=None, **changes):
    """Save a form by the button that publishes, agree in the dialog, if it comes, and return the page that follows.

    `answer` holds fields of the dialog.
    """
    response = save(client, url, ("_publish", wanted), **changes)
    is_asked = response.request["PATH_INFO"].endswith("/publish/")
    return agree(client, response, answer) if is_asked else response


def agree(client, dialog, answer=None):
    """Send a publish dialog, its remarks agreed to."""
    data = sent(dialog) | {"anyway": "on"} | (answer or {})
    return client.post(dialog.request["PATH_INFO"], data, follow=True)


def new_block(kind, number=0, **fields):
    """Return the fields of a block that is added to a form with `number` blocks of its kind."""
    prefix = f"block_{kind}"
    own = {"region": "main", "ordering": "10", **fields}
    return {f"{prefix}-TOTAL_FORMS": number + 1, **{f"{prefix}-{number}-{name}": own[name] for name in own}}


def messages(response):
    return [str(message) for message in response.context["messages"]]
