from articles.models.article import Article, Byline, Tag
from articles.models.dossier import Dossier, DossierPlace
from articles.models.figure import KeyFigure
from articles.models.home import Home
from articles.models.records import Milestone, Organisation, Person, Project, Region
from articles.models.theme import Theme

__all__ = [
    "Article",
    "Byline",
    "Dossier",
    "DossierPlace",
    "Home",
    "KeyFigure",
    "Milestone",
    "Organisation",
    "Person",
    "Project",
    "Region",
    "Tag",
    "Theme",
]
