"""One of everything, published in every language, with each text marked: ⟦nl:…⟧, names ⟦*:…⟧."""

import re

from django.urls import URLPattern, URLResolver, get_resolver

from publishing import press
from tests import factories as make


def marked(text, code="*"):
    """Mark a text, or every text between the tags of a piece of markup."""
    if text.startswith("<"):
        return re.sub(r"(?<=>)[^<>]*[^<>\s][^<>]*(?=<)", lambda words: marked(words.group(), code), text)
    return f"⟦{code}:{text}⟧"


def words(codes=make.ALL, **values):
    return {f"{field}_{code}": marked(value, code) for field, value in values.items() for code in codes}


def fill(**of_each):
    """Make and publish one of everything; return {URL name: kwargs in Dutch} of the pages to visit.

    `of_each` says how many articles, photos and events there are more, for tests of growth.
    """
    photo = make.make_photo(
        **words(title="picture", alt="seen", caption="caption", place="place"),
        credit=marked("credit"),
        stands_for=marked("maker"),
    )
    theme = make.make_theme(cover=photo, **words(title="theme", lead="theme lead"))
    other_theme = make.make_theme(motif="health", **words(title="other theme", lead="other lead"))
    photo.themes.add(theme)
    region = make.make_region(name="Junín", slug="junin", **words(note="note"))
    organisation = make.make_organisation(
        slug="trias", acronym=marked("TRIAS"), **words(name="organisation", description="description")
    )
    person = make.make_person(name=marked("Person"), organisation=organisation, **words(description="reporter"))
    project = make.make_project(
        theme=theme, slug="project", start="2010-01-01/year", **words(name="project", description="what")
    )
    project.organisations.add(organisation)
    project.regions.add(region)
    figures = [
        make.make_figure(
            30000,
            theme=theme,
            qualifier="more_than",
            unit="hectare",
            project=project,
            **words(label="hectares", source="source"),
        ),
        make.make_figure(
            None, theme=theme, qualifier="dozens", organisation=organisation, **words(label="people", source="source")
        ),
        make.make_figure(8, theme=theme, unit="percent", start_value=80, **words(label="share", source="source")),
        make.make_figure(16_000_000, theme=other_theme, unit="tonne", **words(label="tonnes", source="source")),
    ]
    tag = make.make_tag(**words(name="tag"))
    interview = make.make_article(category="interview", cover=photo, **words(title="interview", lead="interview lead"))
    make.make_block(interview, "question", **words(title="question", html="answer"))
    make.make_block(interview, "question", **words(title="question two", html="answer two"))
    interview.bylines.create(person=person, role="interviewer")
    article = make.make_article(
        category="feature",
        cover=photo,
        slug_nl="verhaal",
        source_publication=marked("Magazine"),
        source_date="2015-12-01/day",
        source_author=marked("Author"),
        source_url="https://example.org/",
        **words(title="story", lead="lead"),
    )
    article.bylines.create(person=person, role="author")
    article.themes.add(theme)
    article.tags.add(tag)
    every_block(article, photo, figures, theme, interview, organisation, project)
    page = make.make_page(slug_nl="over", **words(title="about", lead="about lead"))
    make.make_block(page, **words(html="<p>{{owner}} {{contact}}</p>"))
    dossier = make.make_dossier(
        interview, article, slug_nl="dossier", length=31, cover=photo, **words(title="dossier", lead="dossier lead")
    )
    contest = make.make_contest(
        cover=photo, slug_nl="wedstrijd", result="outside", **words(title="contest", lead="contest lead")
    )
    contest.organisers.add(organisation)
    contest.themes.add(theme)
    make.make_block(contest, **words(html="<p>rules</p>"))
    entry = make.make_entry(
        contest,
        photo=photo,
        entrant=person,
        organisation=organisation,
        interview=interview,
        theme=theme,
        **words(title="entry", statement="<p>statement</p>"),
    )
    entry.awards.update(**words(name="prize"))
    event = make.make_event(
        cover=photo,
        slug_nl="debat",
        start_time="18:00",
        end_time="20:00",
        end="2015-10-17/day",
        about_contest=contest,
        **words(title="event", lead="event lead", place="hall"),
    )
    event.links.create(url="https://example.org/", **words(label="link"))
    event.organisers.add(organisation)
    event.themes.add(theme)
    make.make_block(event, **words(html="<p>words</p>"))
    undated = make.make_event(category="film", start="", **words(title="film", lead="film lead"))
    milestone = make.make_milestone(**words(title="milestone", text="it began"))
    home = make.make_home(cover=photo, featured=article, entry=entry, **words(title="home", lead="home lead"))
    home.milestones.add(milestone)
    home.organisations.add(organisation)
    home.regions_shown.add(region)
    more = _more(theme, photo, **of_each)
    for piece in (theme, other_theme, interview, article, page, dossier, contest, event, undated, home, *more):
        press.publish_all(piece)
    slugs = {"article": article, "theme": theme, "dossier": dossier, "event": event, "contest": contest, "page": page}
    return {
        **{
            name: {}
            for name in ("home", "search", "article_list", "theme_list", "event_list", "photo_list", "contest_list")
        },
        **{name: {} for name in ("organisation_list", "project_list", "map")},
        **{name: {"slug": piece.slug_nl} for name, piece in slugs.items()},
        "entry": {"slug": contest.slug_nl, "number": 1},
        "photo": {"pk": photo.pk},
        "organisation": {"slug": "trias"},
        "project": {"slug": "project"},
    }


def every_block(article, photo, figures, theme, interview, organisation, project):
    """Give an article one of each kind of block, with each of its forms."""
    link = f'<a href="organisation:{organisation.pk}">partner</a> <a href="project:{project.pk}">project</a>'
    make.make_block(article, **words(html=f'<p>words {link} <a href="piece:{interview.pk}">interview</a></p>'))
    make.make_block(article, theme=theme, **words(title="chapter", html="<p>chapter</p>"))
    make.make_block(article, "picture", photo=photo, style="wide", **words(text="own caption"))
    make.make_block(article, "picture", codes=(), photo=photo, style="full")
    make.make_block(article, "quote", **words(text="quote", source="who"))
    for figure in figures:
        make.make_block(article, "figure", codes=(), figure=figure)
    make.make_block(article, "question", **words(title="question", html="<p>answer</p>"))
    make.make_block(article, "box", **words(title="box", html="<ol><li>one</li></ol>"))
    make.make_block(article, "box", style="note", **words(title="note", html="<p>note</p>"))
    make.make_block(article, "box", codes=(), piece=interview)
    make.make_block(article, "video", photo=photo, **words(title="video", text="where"))
    make.make_block(
        article, "video", photo=photo, url="https://www.youtube.com/watch?v=abcdefghijk", **words(title="film", text="")
    )
    make.make_block(article, "series", photo=photo, **words(text="first"))
    make.make_block(article, "series", codes=(), photo=photo)


def _more(theme, photo, articles=0, photos=0, events=0):
    made = []
    for number in range(articles):
        article = make.make_article(cover=make.make_photo() if number < photos else photo)
        article.themes.add(theme)
        made.append(article)
    made += [make.make_event(cover=photo) for _number in range(events)]
    return made


def url_names(resolver=None, prefix=""):
    """Return the names of all URL patterns outside the admin."""
    names = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver) and not str(pattern.pattern).startswith("admin/"):
            names |= url_names(pattern)
        elif isinstance(pattern, URLPattern):
            names.add(pattern.name)
    return names
