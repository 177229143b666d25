"""Words that say nothing about who somebody is, as `plain` writes them."""

from __future__ import annotations

from typing import Final

from caselink.names.listed import listed

TITLES: Final = listed("""
monsieur m mr madame mme mrs ms mademoiselle mlle maitre me docteur dr professeur pr meneer mijnheer mevrouw mevr dhr
sieur sir feu veuve vve dit dite nee ne geb mari epoux epouse femme conjoint conjointe compagnon compagne ex concubin
partenaire frere soeur pere mere fils fille oncle tante cousin cousine neveu niece gendre
echtgenoot echtgenote man vrouw broer zus vader moeder zoon dochter neef nicht oom husband wife partner brother sister
father mother uncle aunt cousin nephew
""")
"""Before or after the very name; the name is the same without them."""

PARTICLES: Final = listed("""
de du des d da di do dos das la le les l van von vanden vander vande den der ter ten te het t s el al ul es ed as ben
bin ibn bent bint abu abou ould ait ou o mac mc san st saint ste sainte y e et and en und i zu zum
""")
"""Part of a family name, but not what tells it."""

JOINING_WORDS: Final = PARTICLES | listed("""
pour par sur sous avec sans aux au dans the of for and with voor van met op
""")
"""What an acronym leaves out."""

AGENCY_WORDS: Final = listed("""
association asbl vzw ong centre centrum center service services dienst maison huis foyer accueil opvang onthaal police
politie gendarmerie commissariat zone locale lokale hopital ziekenhuis clinique kliniek ecole school mairie commune
gemeente ville stad aide hulp social sociale sociaal publique public permanence antenne bureau cabinet groupe societe
entreprise sarl sprl srl sa nv bv ltd institut fondation federation union reseau plateforme equipe ligne ecoute info
infos urgence urgences prevention protection violence violences conjugale conjugales familiale familiales femmes femme
hommes enfants enfance jeunesse jeune jeunes famille familles victimes victime sante droit droits juridique justice
tribunal parquet logement hebergement planning familial mission regional regionale national nationale departement
departemental conseil direction france belgique belgie bruxelles brussel brussels paris agence point relais espace
pole a nord sud est ouest habitat emploi solidaire solidarite collectif comite action
""")
"""What agencies call themselves: sharing one of these is no likeness."""

STREET_WORDS: Final = listed("""
rue avenue av boulevard bd blvd chemin allee place impasse quai route cours square passage residence batiment bat
appartement appt apt app bte boite etage straat laan weg plein lei steenweg kaai dreef bus verdieping street road st
rd no numero bis ter
""")
"""Sorts of streets, and what stands about a door."""


def tells(word: str) -> bool:
    """Whether a word says something about who it is: no title, particle, word of agencies, number or initial.

    One sign of Chinese, or two of any other script, are a name.
    """
    return (
        (len(word) > 1 or not word.isascii())
        and not word.isdecimal()
        and word not in TITLES and word not in JOINING_WORDS and word not in AGENCY_WORDS
    )
