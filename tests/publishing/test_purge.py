"""What has lain in the trash for long is deleted for good, but for what the history of the site needs."""

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command

from articles.models import Article, KeyFigure, Tag, Theme
from gallery.models import Photo
from publishing import clock, press, trash
from publishing.models import AuditEntry, Block, DeskVersion, Piece
from tests.factories import make_article, make_block, make_figure, make_photo, make_tag, make_theme

pytestmark = pytest.mark.django_db


def discard(*records, days=100):
    for record in records:
        trash.discard(record)
    for kind in trash.kinds():
        kind.objects.in_trash().update(trashed_at=clock.now() - dt.timedelta(days=days))


def purge(*arguments):
    out = StringIO()
    call_command("purge_trash", *arguments, stdout=out)
    return out.getvalue()


def test_what_has_lain_long_goes_with_its_parts_and_its_history():
    article = make_article()
    make_block(article)
    discard(article)
    assert str(article) in purge()
    assert not Piece.objects.exists()
    assert not Block.objects.exists()
    assert not DeskVersion.objects.exists()
    assert AuditEntry.objects.get(action="purged").object_name == str(article)


def test_what_was_discarded_lately_stays():
    discard(make_tag(), days=89)
    purge()
    assert Tag.objects.in_trash().exists()
    purge("--older-than", "88")
    assert not Tag.objects.exists()


def test_what_is_on_the_desk_stays():
    tag = make_tag()
    with pytest.raises(ValidationError):
        trash.delete_for_good(tag)
    assert trash.purge(clock.now()) == ([], [])


def test_what_was_ever_published_stays_with_what_it_showed_and_is_named():
    photo, article = make_photo(), make_article()
    make_block(article, "picture", photo=photo)
    press.publish(article, "nl")
    discard(article, photo)
    said = purge()
    assert {str(article), str(photo)} <= set(said.replace("“", "”").split("”"))
    assert Article.objects.in_trash().exists()
    assert Photo.objects.in_trash().exists()


def test_what_was_planned_and_never_came_goes():
    article = make_article()
    press.publish(article, "nl", at=clock.now() + dt.timedelta(days=2))
    discard(article)
    purge()
    assert not Article.objects.exists()


def test_what_only_the_purged_pointed_to_goes_too():
    theme = make_theme()
    figure = make_figure(theme=theme)
    discard(figure, theme)
    gone, stays = trash.purge(clock.now())
    assert (set(gone), stays) == ({figure, theme}, [])
    assert not KeyFigure.objects.exists()
    assert not Theme.objects.exists()


def test_what_something_else_in_the_trash_needs_stays():
    tag, article = make_tag(), make_article()
    article.tags.add(tag)
    press.publish(article, "nl")
    discard(article, tag)
    purge()
    assert Tag.objects.in_trash().exists()


def test_the_file_of_a_picture_goes_with_it(django_capture_on_commit_callbacks, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photo = make_photo()
    default_storage.save(photo.file.name, StringIO("x"))
    discard(photo)
    assert default_storage.exists(photo.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        purge()
    assert not default_storage.exists(photo.file.name)


def test_purging_again_changes_nothing():
    discard(make_tag())
    purge()
    assert purge("--older-than", "0").count(": 0") == 2
