"""Every form in which people write an e-mail address is masked, and nothing else is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.masking import mask, mask_json

ADDRESSES = {
    "f.nom@exemple.org": "…@exemple.org",
    "F.NOM@EXEMPLE.ORG": "…@EXEMPLE.ORG",
    "f.nom @ exemple.org": "…@exemple.org",
    "f.nom[at]exemple.org": "…@exemple.org",
    "f.nom [AT] exemple.org": "…@exemple.org",
    "f.nom[ at ]exemple.org": "…@exemple.org",
    "f.nom{at}exemple.org": "…@exemple.org",
    "f.nom <at> exemple.org": "…@exemple.org",
    "f.nom(arobase)exemple.org": "…@exemple.org",
    "f.nom arobase exemple point org": "…@exemple point org",
    "f.nom (at) exemple (point) org": "…@exemple (point) org",
    "f [point] nom [at] exemple [dot] org": "…@exemple [dot] org",
    "f.nom(a)exemple.org": "…@exemple.org",
    "f.nom_at_exemple.org": "…@exemple.org",
    "f.nom＠exemple．org": "…@exemple．org",
    "f.nom﹫exemple.org": "…@exemple.org",
    "f.nom（at）exemple.org": "…@exemple.org",
    "f.nom&#64;exemple.org": "…@exemple.org",
    "f.nom&amp;#x40;exemple.org": "…@exemple.org",
    "f.nom&commat;exemple&period;org": "…@exemple&period;org",
    "f.nom\u200b@\u2060exemple.org": "…@exemple.org",
    "f.nom a\u00adrobase exemple.org": "…@exemple.org",
    "f.nom aro\u034fbase exemple.org": "…@exemple.org",
    "f.nom\n@exemple.org": "…@exemple.org",
    "f.nom@\n\nexemple.org": "…@exemple.org",
    "f.nom@exemple.\norg": "…@exemple.\norg",
    "f.nom@mairie-\nexemple.org": "…@mairie-\nexemple.org",
    "nom-\nmartin@exemple.org": "…@exemple.org",
    "f.nom | @exemple.org": "…@exemple.org",
    "f.nom @ exemple . org": "…@exemple . org",
    '"F. Nom"@exemple.org': "…@exemple.org",
    "nom+liste@mairie-évry.fr": "…@mairie-évry.fr",
    "f.nom@xn--exmple-cva.fr": "…@xn--exmple-cva.fr",
    "nom@exemple.org, nom@exemple.fr": "…@exemple.org, …@exemple.fr",
    "nom@exemple.org@exemple.fr": "…@…@exemple.fr",
    "mailto:f.nom%40exemple.org?subject=x": "mailto:…@exemple.org?subject=x",
    "mailto:f.nom%5Bat%5Dexemple%2Eorg": "mailto:…@exemple%2Eorg",
    "https://exemple.fr/?a=1&email=f.nom%2540exemple.org&b=2": "https://exemple.fr/?a=1&email=…@exemple.org&b=2",
    "https://exemple.fr/?email=f.nom%EF%BC%A0exemple.org": "https://exemple.fr/?email=…@exemple.org",
    "https://exemple.fr/IMG/pdf/f.nom@exemple.org.pdf": "https://exemple.fr/IMG/pdf/…@exemple.org.pdf",
    "https://nom:secret@exemple.fr/": "https://nom:…@exemple.fr/",
}
NONE = (
    "l'@mbassade",
    "l’@mbassade.fr",
    "https://cites-unies-france.org/@Nom@",
    "5 @ 3 €",
    "5 @ 3.50 €",
    "Déc 5 @ 7h",
    "le 5 @ 7h30.Puis",
    "@cuf",
    "Jean Nom @jnom. Il",
    "Jean @mairie.Venez nombreux",
    "Suivez-nous sur @cuf.exemple.social",
    "toutes les adresses en @exemple.org",
    "nom@mairie",
    "nom@mairie. Puis",
    "nom (at) mairie",
    "a@b",
    "SPIP 4.2.8 @ www.spip.net + plugins",
    "@media screen",
    "IMG/jpg/photo@2x.jpg?123",
    "https://exemple.fr/maps/@48.85,2.35,17z",
    "npm/vue@3.2.1/dist",
    "le signe arobase (@)",
    "Look at exemple.org",
    "(a) exemple.org (b) exemple.fr",
    "https://art-at-home.exemple.fr/photo_at_night.jpg",
    "100 % de R&D",
    "…@exemple.org",
)
LONG = (
    "a",
    "a@",
    "a.",
    "a [point] ",
    "@ ",
    "%41",
    "%25",
    "&amp;",
    "1.",
    "a at ",
    "_at_",
    '"a',
    "a-\n",
    "a @ b ",
    "a@b.",
)


@pytest.mark.parametrize("written", ADDRESSES)
def test_an_address_is_masked_in_every_form(written):
    assert mask(written) == ADDRESSES[written]
    assert mask(f"Écrire à : {written} !") == f"Écrire à : {ADDRESSES[written]} !"


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_address_stays(text):
    assert mask(text) == text


PIECES = [
    "f.nom",
    "@",
    " ",
    "\n",
    "exemple",
    ".",
    "org",
    "[at]",
    "…",
    "(point)",
    "%40",
    "&#64;",
    "\u200b",
    "_at_",
    '"',
    "-",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_masked_never_changes_again(text):
    assert mask(mask(text)) == mask(text)


def test_json_stays_json():
    text = '["\\nf.nom@exemple.org",{"a":"\\"","b":"@exemple.org"},1]'
    assert mask_json(text) == '["\\n…@exemple.org",{"a":"\\"","b":"@exemple.org"},1]'


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_costs_no_more_than_its_length(piece):
    began = time.process_time()
    mask(piece * (100_000 // len(piece)) + "@exemple")
    assert time.process_time() - began < 3
