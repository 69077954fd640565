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
_LARGE = {
    "nl": {"honderd": 100, "duizend": 1000},
    "es": {"cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "quinientos": 500, "mil": 1000},
    "fr": {"cent": 100, "deux cents": 200, "trois cents": 300, "cinq cents": 500, "mille": 1000},
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
    if language == "fr":
        tens |= {"quatre-vingt": 80}
        found |= {"quatre-vingt": 80, "quatre-vingts": 80}
    for ten, value in tens.items():
        most = 20 if language == "fr" and value in (60, 80) else 10
        found |= {join(one, ten): value + number for one, number in small.items() if 0 < number < most}
    return {word: Decimal(value) for word, value in found.items()}


ORDINALS = {
    code: {word: Decimal(value) for word, value in _counted(words, 1).items()} for code, words in _ORDINALS.items()
}
WORDS = {
    code: ORDINALS[code] | _words(code, join) for code, join in (("nl", _dutch), ("es", _spanish), ("fr", _french))
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
# Roman figures, where they count centuries.
CENTURIES = {
    "nl": (r"\b([IVX]+)e? eeuw",),
    "es": (r"\b[Ss]iglos?[ \u00a0]([IVX]+)\b", r"\b[Ss]iglos [IVX]+ (?:y|a|al) ([IVX]+)\b"),
    "fr": (r"\b([IVX]+)(?:e|ᵉ|ème)[ \u00a0\u202f](?:siècle|et|au)", r"\b([IVX]+)e[ \u00a0\u202f]siècles?"),
}
