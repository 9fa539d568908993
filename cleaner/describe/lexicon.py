"""Words that are no part of a person's name, in the languages whose pages were seen. Lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    """de da do dos das del della delle di du des la le van von der den ten ter zu zum zur af av al el ben bin ibn y e
    d ap vom"""
)
"""Small words inside a name; only they may be written small."""

DESKS = _words(
    """redaktion redaktionen redaktionsteam redaktionsnetzwerk redaktioneller redaction rédaction redacción redaccion
    redazione redação redacao redakcja redakce redakcia redactie toimitus redaksjonen redaktionel редакция редакція
    newsroom newsdesk news desk team staff staffs editors editorial nachrichten nachrichtenagentur online digital
    media medien verlag gmbh ag ltd llc inc limited zeitung newspaper newspapers press presse presseportal
    pressestelle prensa agency agencies agentur agenturen agence agences agencia agencias agenzia agenzie bureau tv
    radio rundfunk fernsehen magazine magazin journal gazette tribune herald correspondents reporters contributors
    admin administrator webmaster user guest gast autor autoren author authors webredaktion service services group
    network institute university universität universiteto foundation partner sponsored advertorial anzeige promotion
    content publisher publishing company corporation communications faktencheck factcheck factchecking aktuell live
    blog office gov association verband ministerium polizei pressemitteilung unknown anonymous various syndication
    wire wires haber merkezi servisi agentschap persbureau"""
)
"""One of these makes a name that of a desk, a house or a company."""

ROLES = _words(
    """journalist journalistin journaliste journalista giornalista periodista redakteur redakteurin redakteure
    chefredakteur chefredakteurin redaktør redaktör reporter reporterin reporters reportero korrespondent
    korrespondentin correspondent corresponsal correspondant correspondante corrispondente editor editors writer
    columnist kolumnist kolumnistin kommentator analyst volontär volontärin autor autorin author producer
    photographer fotograf fotografin freelance freelancer contributor contributing intern staff senior junior chief
    deputy assistant head leiter leiterin ressortleiter director direktor direktorin professor profesor profesorius
    dozent dozentin politics political business sports sport technology health science investigative breaking world
    europe"""
)
"""They stand before or behind a name and are taken off it."""

LABELS = _words(
    """written by posted published updated update last text size full bio profile follow share view all posts articles
    more read contact subscribe reviewer reviewed expert strategy community development forum licensed marketing manager
    founder policy privacy consultant specialist certified m.a journalism mehr zur zum person über about profil
    folgen artikel teilen stand lesezeit min minuten minutes veröffentlicht aktualisiert erstellt foto bild quelle
    von par por am uhr home january february march april may june july august september october november december
    januar februar märz mai juni juli oktober dezember"""
)
"""Furniture around the author line of a visible page."""
