"""What the languages of this site say in few letters, for translations/minor.py. Another language has nothing here yet."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    telling: frozenset  # words that change what is meant
    articles: tuple  # groups in which one may take the place of another
    two_genders: frozenset  # but not before these, which mean something else with each
    harmless: frozenset  # short words whose spelling may be mended
    alike: tuple  # long enough to be taken for a slip, and yet another word
    endings: str  # after which an accent tells another form: hablo, habló


def _words(text):
    return frozenset(text.split())


def _groups(text):
    return tuple(_words(group) for group in text.split(","))


VOCABULARIES = {
    "nl": Vocabulary(
        telling=_words(
            """niet geen nooit niemand niets nergens noch zonder met voor vóór na tegen onder boven binnen buiten op in
            uit aan af over tot vanaf sinds tijdens behalve ondanks door bij naar meer minder meest minst veel weinig
            vele enkele alle al allen alles iedereen elk elke ieder iedere sommige beide zowel slechts enkel alleen bijna
            ongeveer ooit soms altijd vaak zelden nog pas reeds weer ook maar wel ja nee of als toch hooguit minstens
            vroeger later eerst laatst nu toen moet mag kan moeten mogen kunnen moest mocht kon zal zou zullen zouden
            één twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig zestig zeventig
            tachtig negentig honderd duizend miljoen miljard helft half halve dubbel dubbele eerste tweede derde vierde
            vijfde"""
        ),
        articles=(_words("de het"),),
        two_genders=_words("bal blik bos doek hof jacht pad patroon portier punt school stof veer vorst zegel"),
        harmless=_words("de het een en van die dat dit deze is zijn haar hun wat wie waar er te om"),
        alike=_groups(
            """veroveren vervoeren, verovert vervoert, veroverd vervoerd, veroverde vervoerde, veroverden vervoerden,
            verovering vervoering, gevlogen gevolgen, vervlogen vervolgen, bedreigen bedriegen, bedreigt bedriegt,
            versterken verstreken, versterkt verstrekt, versterkte verstrekte, gesterkt gestrekt, veerkracht verkracht,
            gescheiden geschieden, bederven bedreven, verdeelde veredelde, veerdiensten verdiensten, scherven schreven,
            kalveren klaveren, verwoorden verworden"""
        ),
        endings=r"$.",
    ),
    "es": Vocabulary(
        telling=_words(
            """no ni nunca jamás nadie nada ningún ninguno ninguna tampoco sin con antes después tras hasta desde contra
            entre sobre bajo ante según durante mediante salvo excepto para por en más menos mucho mucha muchos muchas
            poco poca pocos pocas todo toda todos todas algo alguien algún alguno alguna algunos algunas cada ambos
            ambas otro otra otros otras solo sólo solamente únicamente casi apenas aún aun ya siempre también sí si
            pero sino aunque porque cuando mientras primero último debe puede deben pueden debía podía debería podría
            uno una un dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta
            cincuenta sesenta setenta ochenta noventa cien ciento mil millón millones mitad medio media doble primera
            segundo segunda tercer tercero tercera cuarto quinto"""
        ),
        articles=(_words("el la"), _words("los las")),
        two_genders=_words(
            """batería capital central cólera coma cometa corte cura editorial final frente guardia guía mañana margen orden
            parte pendiente policía radio vocal capitales cometas cortes curas frentes guardias guías órdenes partes
            pendientes policías radios vocales"""
        ),
        harmless=_words("el la los las de del al y que se su sus lo le les es son este esta esto ese esa"),
        alike=_groups(
            """enterado enterrado, enterada enterrada, enterados enterrados, enteradas enterradas, enterarse enterrarse,
            enteraron enterraron, enterando enterrando, enteraba enterraba, enteraban enterraban, perjuicio prejuicio,
            perjuicios prejuicios, perfecto prefecto, perfectos prefectos, casualidad causalidad, casuales causales,
            alienación alineación, alienado alineado, alienada alineada, alienados alineados, contarte contrate,
            concertar concretar, concertado concretado, concertada concretada, confiando confinado, consigan consigna,
            adicciones adiciones, queremos querremos, queríamos querríamos, guardias guaridas, aislados asilados,
            encarando encarnado, adorando adornado, desafiando desafinado, calmando clamando, encerado encerrado,
            enrolado enrollado, perceptivo preceptivo, perceptiva preceptiva, perceptores preceptores,
            condenas condensa, libertas libretas, porteros potreros, maquiladora maquilladora, suplicio sulpicio,
            secretaría secretaria, secretarías secretarias"""
        ),
        endings=r"(?:[aeo]|[ae][ns])$",
    ),
    "fr": Vocabulary(
        telling=_words(
            """ne n pas plus jamais rien personne aucun aucune nul nulle ni non sans avec avant après contre sous sur dans
            hors entre vers chez depuis jusque jusqu pendant durant malgré sauf excepté selon parmi dès par pour en à a
            moins peu beaucoup tout toute tous toutes certains certaines quelques plusieurs chaque chacun chacune autre
            autres même seul seule seulement uniquement presque environ toujours souvent parfois encore déjà aussi mais
            ou où si oui donc car quand lorsque bien mal premier dernier doit peut doivent peuvent devait pouvait
            devrait pourrait un une deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente
            quarante cinquante soixante cent cents mille million millions milliard milliards moitié demi demie double
            première deuxième second seconde troisième"""
        ),
        articles=(_words("le la l"),),
        two_genders=_words(
            """critique finale garde guide livre manche mémoire mode mort moule œuvre page pendule physique poêle politique
            poste solde somme tour vase voile"""
        ),
        harmless=_words(
            "le la les l de du des d et que qu qui ce cet cette ces se s son sa ses leur leurs il elle est"
        ),
        alike=_groups(
            """jeune jeûne jeunes jeûnes, tache tâche taches tâches, tacher tâcher, pécher pêcher, pécheur pêcheur,
            pécheurs pêcheurs, pécheresse pêcheresse, chasse châsse, chasses châsses, roder rôder, concerts concrets,
            démonter démontre, contraire contrarie, préemption péremption, couraient courraient, mouraient mourraient,
            seraient serraient, plaintes pliantes, craintes criantes, maritale martiale, collocation colocation,
            embrasent embrassent, économies économise, colonies colonise, habilement habillement, borderie broderie,
            enterrez entrerez, enterrait entrerait"""
        ),
        endings=r"e{1,2}s?$",
    ),
}
