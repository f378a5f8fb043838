"""Words whose syllables, spoken with care, were counted by hand before the rules were written."""

FRENCH = """
le 1 les 1 de 1 que 1 un 1 une 1 est 1 y 1 eau 1 beau 1 eux 1 jour 1 année 2 années 2 ville 1 villes 1 fille 1
famille 2 travail 2 travailler 3 soleil 2 feuille 1 œil 1 œuvre 1 sœur 1 pays 2 paysan 3 abbaye 3 août 1 chaos 2
maïs 2 naïf 2 Noël 2 haïr 2 Israël 3 poème 2 théâtre 2 réalité 4 océan 3 créer 2 création 3 européen 4 européenne 4
coopération 5 alcool 2 aéroport 4 aérienne 3 défense 2 licence 2 président 3 présidente 3 gouvernement 4 ministre 2
république 3 question 2 nation 2 région 2 régional 3 million 2 milliard 2 pied 1 premier 2 première 2 ouvrier 3
quatrième 3 client 2 oublier 3 février 3 bien 1 ancien 2 ukrainien 3 italien 3 vient 1 pluie 1 bruit 1 nuit 1 lui 1
juin 1 juillet 2 oui 1 ouest 1 Louis 1 voir 1 voyage 2 royal 2 moyen 2 essayer 3 crayon 2 paiement 2 remerciement 4
mangea 2 pigeon 2 Georges 1 nageoire 2 guerre 1 guitare 2 langue 1 quatre 1 quinze 1 chaque 1 queue 1 aiguille 2
parlent 1 disent 1 étaient 2 soient 1 peuvent 1 étudient 3 publient 2 talent 2 argent 2 souvent 2 moment 2 aiment 1
estiment 2 lentement 3 évidemment 4 récent 2 absent 2 patient 2 aujourd'hui 3 quelqu'un 2 jusqu' 1 l' 0 qu' 0
presqu'île 2 c'est-à-dire 3 États-Unis 4 vice-présidente 4 après-midi 4 week-end 2 -t-il 1 -elle 1 femme 1 homme 1
rue 1 joie 1 idée 2 musée 2 monsieur 2 mieux 1 lieu 1 société 3 géographie 4 réunion 3 poésie 3 économie 4
situation 3 continuer 3 européens 4 Londres 1 Bruxelles 2 Washington 3 Moscou 2 Poutine 2 Kiev 1 Zelensky 3
industriel 4 patriote 3 voudrions 3 nuage 1 païen 2 boîte 1 connaître 2 croate 2 football 2 leader 2 Jean 1 guide 1
équateur 3 psychologue 3 système 2 science 1 conscience 2 expérience 3 ambiance 2 violence 2 influence 3
"""

ACRONYMS = "OTAN 2 ONU 2 SNCF 4 UE 2 RATP 4 CGT 3 UNESCO 3 CNIL 1 EDF 3"

OTHERS = {
    "en": """
    the 1 people 2 government 3 table 2 little 2 make 1 makes 1 made 1 wanted 2 asked 1 ended 2 houses 2 changes 2
    nation 2 national 3 region 2 million 2 idea 3 area 3 create 2 created 3 being 2 science 2 society 4 radio 3
    business 2 every 2 quiet 2 queen 1 beautiful 3 officials 3 president 3 movement 2 statement 2 something 2
    everyone 3 isn't 2 don't 1 they're 1 's 0 well-known 2 Ukraine 2 European 4 police 2 bridge 1 bridges 2 rhythm 2
    """,
    "de": """
    der 1 Haus 1 Häuser 2 Europa 3 europäische 5 Frau 1 neue 2 Leute 2 Industrie 3 Familie 3 Nation 3 Regierung 3
    Bundesregierung 5 Museum 3 Theater 3 sehen 2 Knie 1 Seen 2 Quelle 2 Bayern 2 beachten 3 Straße 2 Schiff 1
    Ukraine 4 Bundesliga 4 Handball 2 Meer 1 Italien 4 System 2 Zeit 1
    """,
    "es": """
    el 1 y 1 muy 1 rey 1 país 2 río 2 ciudad 2 también 2 gobierno 3 guerra 2 quien 1 pingüino 3 economía 5 historia 3
    leer 2 aéreo 4 caer 2 europeo 4 Uruguay 3 agua 2 construir 2 vivienda 3 ayuda 3 trabajador 4 opinión 3 Ucrania 3
    presidente 4 huir 1 reunión 2 día 2
    """,
    "pt": """
    o 1 não 1 mãe 1 ação 2 nações 2 região 3 país 2 saída 3 ainda 3 rainha 3 rio 2 dia 2 história 3 economia 5 água 2
    quando 2 guerra 2 social 3 nacional 4 ciência 3 muito 2 dois 1 europeu 3 governo 3 presidente 4 milhões 2 rua 2
    juiz 2 coisa 2 família 3
    """,
    "nl": """
    de 1 een 1 huis 1 tijd 1 mijn 1 regering 3 Oekraïne 4 België 3 politie 3 nationaal 4 officieel 4 zee 1 ideeën 3
    nieuwe 2 leeuw 1 mooi 1 bijeenkomst 3 theater 3 museum 3 niveau 2 minister 3 kabinet 3 geïnteresseerd 5 eeuw 1
    Nederland 3 oorlog 2 jaar 1 koeien 2 president 3 Europa 3
    """,
}


def pairs(words: str) -> list[tuple[str, int]]:
    """The words of a list, each with its syllables."""
    entries = words.split()
    return [(word, int(count)) for word, count in zip(entries[::2], entries[1::2], strict=True)]
