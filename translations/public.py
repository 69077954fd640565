"""How fresh what visitors read is: each edition beside the one in the source language, by the rules of the desk.

That a public translation is outdated is the everyday case: the source was published anew, and translating takes time.
"""

from django.db.models import F

from publishing import clock
from publishing.models import DeskState, Edition
from translations import freshness, segments
from translations.models import TextState

State = TextState.State


def of_public(pieces):
    """Return {piece id: {language: State}} of what is public now, the source included, in a constant number of queries.

    What is public as the desk has it is what lists know already; only where the desk has moved on are texts compared.
    """
    ids = [piece.pk for piece in pieces]
    editions = Edition.objects.current().filter(piece__in=ids)
    public = {(piece, code) for piece, code in editions.values_list("piece_id", "language")}
    as_on_desk = _as_on_desk(ids)
    found = {number: {} for number in ids}
    for text in TextState.objects.filter(model=segments.PIECE, object_id__in=ids):
        if (text.object_id, text.language) in public:
            found[text.object_id][text.language] = State(text.state)
    moved_on = [piece.pk for piece in pieces if not _is_as_on_desk(piece, found[piece.pk], as_on_desk)]
    return found | _compared(moved_on, editions) if moved_on else found


def _is_as_on_desk(piece, codes, as_on_desk):
    return not codes or all((piece.pk, code) in as_on_desk for code in {*codes, piece.source_language})


def _as_on_desk(ids):
    """Return the (piece id, language) of which the last edition, and no later one, says what the desk says."""
    same = DeskState.objects.filter(piece__in=ids, desk_digest=F("printed_digest"))
    coming = Edition.objects.filter(piece__in=ids, public_from__gt=clock.now(), blank=False)
    return set(same.values_list("piece_id", "language")) - set(coming.values_list("piece_id", "language"))


def _compared(ids, editions):
    texts = {number: {} for number in ids}
    for edition in editions.filter(piece__in=ids):
        texts[edition.piece_id][edition.language] = segments.of_edition(edition)
    vouched = freshness.vouched_of(segments.PIECE, ids)
    return {
        record.pk: _states(record, texts[record.pk], vouched[record.pk])
        for record in freshness.records_of(segments.PIECE, ids)
    }


def _states(record, texts, vouched):
    """Return {language: State} of one piece; `texts` is {language: {key: text}} of its editions."""
    source_language = record.source_language
    desk = {segment.key: segment for segment in segments.of(record)}
    found = {code: _judged(code, own, texts, record, desk, vouched) for code, own in texts.items()}
    return found | ({source_language: State.SOURCE} if source_language in texts else {})


def _judged(language, own, texts, record, desk, vouched):
    sources = texts.get(record.source_language)
    if sources is None:  # what is public was made from what only the desk has
        sources = {key: desk[key].text(record.source_language) for key in own if key in desk}
    return freshness.summary(
        vouched.judge(key, record.source_language, language, source, own.get(key, ""))[0]
        for key, source in sources.items()
        if source and (key not in desk or desk[key].is_meant_for(language))
    )
