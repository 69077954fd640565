"""Numbers in words, in each language that they are known of."""

from decimal import Decimal

# From nought to nineteen, and the tens from twenty to ninety.
_SMALL = {
    "nl": "nul een|één twee|beide|beiden drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
    " zestien zeventien achttien negentien",
    "es": "cero un|uno|una dos|ambos|ambas tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
    " dieciséis diecisiete dieciocho diecinueve",
    "fr": "zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
    " dix-huit dix-neuf",
}
_TENS = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante septante huitante|octante nonante",
}
# From two hundred to nine hundred.
_HUNDREDS = {
    "nl": "tweehonderd|driehonderd|vierhonderd|vijfhonderd|zeshonderd|zevenhonderd|achthonderd|negenhonderd",
    "es": "doscient|trescient|cuatrocient|quinient|seiscient|setecient|ochocient|novecient",
    "fr": "deux cents|trois cents|quatre cents|cinq cents|six cents|sept cents|huit cents|neuf cents",
}
_LARGE = {
    "nl": {"honderd": 100, "duizend": 1000},
    "es": {"cien": 100, "ciento": 100, "mil": 1000},
    "fr": {"cent": 100, "mille": 1000},
}
_ORDINALS = {
    "nl": "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende"
    " vijftiende zestiende zeventiende achttiende negentiende twintigste eenentwintigste",
    "es": "primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta sexto|sexta"
    " séptimo|séptima octavo|octava noveno|novena décimo|décima",
    "fr": "premier|première deuxième|second|seconde troisième quatrième cinquième sixième septième huitième neuvième"
    " dixième onzième douzième treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième"
    " vingtième",
}


def _counted(words, first=0, step=1):
    return {word: first + step * number for number, each in enumerate(words.split()) for word in each.split("|")}


def _dutch(one, ten):
    return f"{one}{'ën' if one.endswith('e') else 'en'}{ten}"


def _spanish(one, ten):
    joined = {"dos": "dós", "tres": "trés", "seis": "séis"}
    return f"veinti{joined.get(one, one)}" if ten == "veinte" else f"{ten} y {one}"


def _french(one, ten):
    return f"{ten} et {one}" if one in ("un", "une", "onze") and ten != "quatre-vingt" else f"{ten}-{one}"


def _words(language, join):
    small, tens = _counted(_SMALL[language]), _counted(_TENS[language], 20, 10)
    found = small | tens | _LARGE[language]
    for number, word in enumerate(_HUNDREDS[language].split("|"), 2):
        found |= {f"{word}{ending}": number * 100 for ending in (("os", "as") if language == "es" else ("",))}
    if language == "fr":
        tens |= {"quatre-vingt": 80}
        found |= {"quatre-vingt": 80, "quatre-vingts": 80}
    for ten, value in tens.items():
        most = 20 if language == "fr" and value in (60, 80) else 10
        found |= {join(one, ten): value + number for one, number in small.items() if 0 < number < most}
    return {word: Decimal(value) for word, value in found.items()}


def _with_halves(language):
    """Return the Dutch words for one and a half and so on; the other languages say them in several words."""
    if language != "nl":
        return {}
    small = {word: value for word, value in _counted(_SMALL["nl"]).items() if 1 < value < 10}
    found = {_dutch(one, half): value + Decimal("0.5") for one, value in small.items() for half in ("half", "halve")}
    return {"anderhalf": Decimal("1.5"), "anderhalve": Decimal("1.5"), **found}


ORDINALS = {
    code: {word: Decimal(value) for word, value in _counted(words, 1).items()} for code, words in _ORDINALS.items()
}
WORDS = {
    code: ORDINALS[code] | _words(code, join) | _with_halves(code)
    for code, join in (("nl", _dutch), ("es", _spanish), ("fr", _french))
}
MULTIPLIERS = {
    **dict.fromkeys(("mil millones", "miljard", "milliards", "milliard", "billion", "Milliarden".casefold()), 10**9),
    **dict.fromkeys(("miljoen", "millones", "millón", "millions", "million", "millionen"), 10**6),
    **dict.fromkeys(("duizend", "mil", "mille", "thousand", "tausend"), 1000),
}
# What says that a half is among the numbers.
HALVES = {
    "nl": [(Decimal("1.5"), r"\banderhal(?:f|ve)\b"), (Decimal("0.5"), r"\bhal(?:f|ve)\b")],
    "es": [(Decimal("1.5"), r"\by medi[oa]\b"), (Decimal("0.5"), r"\bmedi[oa]\b")],
    "fr": [(Decimal("1.5"), r"\bet demie?\b"), (Decimal("0.5"), r"\bdemie?\b")],
}
# Roman figures, where they count centuries; and what says so before them.
CENTURIES = {"nl": r"\b([IVX]+)e? eeuw", "es": r"\b([IVX]+)\b", "fr": r"\b([IVX]+)(?:e|ᵉ|ème)\b"}
BEFORE_CENTURIES = {"es": r"\b[Ss]iglos?\b[^.;:!?]*$"}
