"""The five themes side by side, each with one figure."""

from publishing.reading import References


def belt(themes, language, references=None):
    """Return [{"theme": edition, "figure": its first figure or None}] for these theme editions."""
    references = references or References(themes, language)
    figures = references.records("figure")
    return [
        {"theme": theme, "figure": next((figures[pk] for pk in theme.links.get("figure", ()) if pk in figures), None)}
        for theme in themes
    ]
