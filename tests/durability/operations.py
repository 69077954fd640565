"""The operations that may be cut off at any moment: each is prepared in one process and run in another."""

from django.test import Client

from publishing import press
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


class Torn:
    """Two writes that no transaction holds together: the proof that a mixture would be seen."""

    @staticmethod
    def prepare(scene):
        scene.photo.refresh_from_db()

    @staticmethod
    def run(scene):
        for name in ("credit", "stands_for"):
            type(scene.photo).objects.filter(pk=scene.photo.pk).update(**{name: "torn"})


ALL = {"save": Save, "publish": Publish, "torn": Torn}
