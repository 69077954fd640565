"""Models that the site's owner installed, run here by CTranslate2: nothing leaves the machine.

The folder holds a folder for each model, as an Argos package has it: metadata.json with from_code and to_code, a
SentencePiece model, and the model itself below model/. Where none leads from one language straight to the other, two
are used, by way of a language between them.
"""

import json
import re
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from translations.machine import protection
from translations.machine.problem import MachineError

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=\S)|\n+")


class Offline:
    form = protection.PLAIN

    def __init__(self, folder):
        self.models = _models(folder)

    def translate(self, texts, source_language, language):
        for model in self._way(source_language, language):
            texts = _by_sentence(model, texts)
        return texts

    def _way(self, source_language, language):
        """Return the models that lead from one language to another, one or two."""
        if (source_language, language) in self.models:
            return [_Model.at(self.models[source_language, language])]
        for start, between in self.models:
            if start == source_language and (between, language) in self.models:
                return [_Model.at(self.models[start, between]), _Model.at(self.models[between, language])]
        raise MachineError(_("No model is installed that translates between these languages."))


@cache
def _models(folder):
    """Return {(from, into): folder} of what is installed."""
    found = {}
    for path in sorted(Path(folder).glob("*/metadata.json")):
        about = json.loads(path.read_text())
        found[about["from_code"], about["to_code"]] = path.parent
    return found


def _by_sentence(model, texts):
    """Translate texts sentence by sentence, which is what models know, all at once."""
    split = [[sentence for sentence in _SENTENCE.split(text) if sentence.strip()] for text in texts]
    answers = iter(model.translate([sentence for sentences in split for sentence in sentences]))
    return [" ".join(next(answers) for _sentence in sentences) for sentences in split]


class _Model:
    def __init__(self, folder):
        try:
            import ctranslate2
            import sentencepiece
        except ImportError as error:
            text = _("The programs for translating are not installed here: see docs/operators.md.")
            raise MachineError(text) from error
        self._translator = ctranslate2.Translator(str(folder / "model"), device="cpu", inter_threads=1)
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))

    @classmethod
    @cache
    def at(cls, folder):
        """Return the model in a folder; each process that translates loads it once."""
        return cls(folder)

    def translate(self, sentences):
        found = self._translator.translate_batch(
            self._pieces.encode(sentences, out_type=str), replace_unknowns=True, beam_size=4, max_batch_size=32
        )
        return [self._pieces.decode_pieces(each.hypotheses[0]) for each in found]
