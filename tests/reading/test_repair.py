import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.reading.repair import repair

DAMAGED = {
    "Rzeszà²w": "Rzeszòw",
    "Versià³n": "Versión",
    "espaà±ol": "español",
    "oà¹ il vit": "où il vit",
    "o\u0e60 l’action": "où\u00a0 l’action",
    "vis-à\u00a0-vis": "vis-à-vis",
    "aiguà«\u00a0s": "aiguës",
    "Israà« l": "Israël",
    "FRANà‡AIS": "FRANÇAIS",
    "coopé©ration": "coopération",
    "pourquoi ?†, dit-il": "pourquoi ?”, dit-il",
    "â€¯Tour": "\u202fTour",
    "DÃ©cembre": "Décembre",
}
SOUND = [
    "voilà\u00a0!",
    "à « Paris »",
    "là »",
    "déjà\u00a0: oui",
    "été",
    "à\u00a0Paris",
    "« à »",
    "20 °C",
    "né†",
    "n°\u00a04",
    "2 † 3",
]


@pytest.mark.parametrize(("damaged", "whole"), DAMAGED.items())
def test_damage_by_rule_is_repaired_and_reported(damaged, whole):
    text, pieces = repair(damaged)
    assert text == whole
    assert pieces


@pytest.mark.parametrize("text", [s for s in SOUND if "†" not in s or " †" in s])
def test_sound_french_is_left_alone(text):
    assert repair(text) == (text, [])


@given(st.text(alphabet="abcdéèêçôûïëœ'’ .,:;!?«»()-–0123456789ABCÉÀ\u00a0", max_size=200))
def test_ordinary_letters_are_never_touched(text):
    assert repair(text.replace("à", ""))[1] == []
