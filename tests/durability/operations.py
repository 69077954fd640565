"""The operations that may be cut off at any moment: each is prepared in one process and run in another."""

from datetime import timedelta

from django.test import Client

from publishing import clock, history, press, trash
from publishing.models import Edition
from tests import desk
from tests import factories as make


class Scene:
    """A published article with its blocks and picture, and an editor who is signed in."""

    def __init__(self):
        self.editor = desk.make_editor()
        self.photo = make.make_photo()
        self.article = make.make_article(cover=self.photo)
        self.article.bylines.create(person=make.make_person())
        for _number in range(3):
            make.make_block(self.article)
        make.make_block(self.article, "picture", codes=(), photo=self.photo)
        press.publish_all(self.article, by=self.editor)

    def client(self):
        client = Client(SERVER_NAME="localhost")
        client.force_login(self.editor)
        return client

    def change(self, text):
        self.article.title_nl = text
        self.article.save()
        self.article.blocks.filter(kind="text").update(html_nl=f"<p>{text}</p>")


class Save:
    """Save a form in which a title, a block and a byline changed and a block goes."""

    @staticmethod
    def prepare(scene):
        Save.client = scene.client()
        Save.url = desk.form_of(scene.article)
        data = desk.sent(Save.client.get(Save.url))
        texts = [name for name in data if name.startswith("block_text-") and name.endswith("-html_nl")]
        Save.data = data | {
            "title_nl": "Cut off",
            texts[0]: "<p>Other words</p>",
            "block_text-2-DELETE": "on",
            "bylines-0-role": "photographer",
            "_continue": "1",
        }

    @staticmethod
    def run(scene):
        response = Save.client.post(Save.url, Save.data)
        assert response.status_code == 302, response.context["errors"]


class Publish:
    @staticmethod
    def prepare(scene):
        scene.change("To be printed")

    @staticmethod
    def run(scene):
        press.publish_all(scene.article, by=scene.editor)


class PrintAgain:
    @staticmethod
    def prepare(scene):
        PrintAgain.edition = Edition.objects.filter(piece=scene.article, language="nl").earliest("public_from")

    @staticmethod
    def run(scene):
        press.print_again(PrintAgain.edition, by=scene.editor)


class BringBack:
    """Bring the whole desk back as it was before its words changed and a block went."""

    @staticmethod
    def prepare(scene):
        BringBack.version = history.keep(scene.article) or history.versions(scene.article).first()
        scene.change("To be undone")
        scene.article.blocks.filter(kind="picture").delete()

    @staticmethod
    def run(scene):
        history.bring_back(BringBack.version, by=scene.editor)


class Discard:
    """Put an article in the trash that is public in every language, with something planned."""

    @staticmethod
    def prepare(scene):
        press.publish_all(scene.article)
        press.publish(scene.article, "fr", at=clock.now() + timedelta(days=1))

    @staticmethod
    def run(scene):
        trash.discard(scene.article, by=scene.editor)


class Restore:
    """Take it out again, along with its picture."""

    @staticmethod
    def prepare(scene):
        trash.discard(scene.article)
        trash.discard(scene.photo)

    @staticmethod
    def run(scene):
        trash.restore(scene.article, by=scene.editor)


class Torn:
    """Two writes that no transaction holds together: the proof that a mixture would be seen."""

    @staticmethod
    def prepare(scene):
        scene.photo.refresh_from_db()

    @staticmethod
    def run(scene):
        for name in ("credit", "stands_for"):
            type(scene.photo).objects.filter(pk=scene.photo.pk).update(**{name: "torn"})


ALL = {
    "save": Save,
    "publish": Publish,
    "print again": PrintAgain,
    "bring back": BringBack,
    "discard": Discard,
    "restore": Restore,
    "torn": Torn,
}
