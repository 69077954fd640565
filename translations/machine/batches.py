from django.utils.translation import gettext as _

from translations.machine.problem import MachineError

_MOST = 25


def answers(texts, ask, read=lambda answer: answer):
    """Return a service's translation of each text, some at a time. Raise MachineError where it answers anything else."""
    found = []
    for start in range(0, len(texts), _MOST):
        batch = texts[start : start + _MOST]
        try:
            said = [read(answer) for answer in ask(batch)]
        except (KeyError, TypeError):
            said = []
        if len(said) != len(batch) or not all(map(_is_text, said)):
            raise MachineError(_("The translation service gave no answer that makes sense."))
        found += said
    return found


def _is_text(answer):
    """Say whether it can be stored: JSON may name halves of signs."""
    return isinstance(answer, str) and not any("\ud800" <= sign <= "\udfff" for sign in answer)
