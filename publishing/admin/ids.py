"""Ids as requests bring them: not every row of digits is one."""

LONGEST = 18  # digits that fit a column of 64 bits, whatever they are


def sent_id(text):
    """Return the number that was sent as an id; None where it cannot be any row's."""
    text = str(text or "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None


def sent_ids(texts):
    """Return the numbers among what was sent as ids."""
    return [number for number in map(sent_id, texts) if number is not None]
