"""What describes an export is accepted by the validators of its formats, and they notice what is wrong."""

import json
import shutil

import pytest

from .conftest import PROGRAMS

VALIDATORS = {
    "datapackage.json": ("frictionless", "validate", "datapackage.json", "--trusted"),
    "ro-crate-metadata.json": ("python", PROGRAMS / "validate_crate.py", "."),
    "dcat.jsonld": ("python", PROGRAMS / "validate_dcat.py", "."),
}


@pytest.mark.parametrize("name", VALIDATORS)
def test_the_validator_accepts_the_folder(folder, run, name):
    found = run(*VALIDATORS[name], cwd=folder)
    assert found.returncode == 0, found.stdout + found.stderr


def with_text_in_a_number(package: dict) -> None:
    package["resources"][0]["schema"]["fields"][1]["type"] = "integer"


def with_a_foreign_key_of_no_row(package: dict) -> None:
    events = next(each for each in package["resources"] if each["name"] == "events")
    events["schema"]["foreignKeys"][0]["reference"]["fields"] = ["url"]


def without_a_date(crate: dict) -> None:
    next(each for each in crate["@graph"] if each["@id"] == "./").pop("datePublished")


def without_a_licence(crate: dict) -> None:
    next(each for each in crate["@graph"] if each["@id"] == "./").pop("license")


def without_an_address(record: dict) -> None:
    record["dcat:dataset"]["dcat:distribution"][0].pop("dcat:accessURL")


def without_a_publisher(record: dict) -> None:
    record.pop("dct:publisher")


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("datapackage.json", with_text_in_a_number),
        ("datapackage.json", with_a_foreign_key_of_no_row),
        ("ro-crate-metadata.json", without_a_date),
        ("ro-crate-metadata.json", without_a_licence),
        ("dcat.jsonld", without_an_address),
        ("dcat.jsonld", without_a_publisher),
    ],
)
def test_the_validator_refuses_a_folder_that_is_wrong(folder, run, tmp_path, name, spoil):
    """So that a validator which accepts everything does not pass for a proof."""
    spoilt = shutil.copytree(folder, tmp_path / "spoilt")
    description = json.loads((spoilt / name).read_text("utf-8"))
    spoil(description)
    (spoilt / name).write_text(json.dumps(description), encoding="utf-8")
    assert run(*VALIDATORS[name], cwd=spoilt).returncode != 0
