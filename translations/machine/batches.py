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
        if len(said) != len(batch) or not all(isinstance(text, str) for text in said):
            raise MachineError(_("The translation service gave no answer that makes sense."))
        found += said
    return found
