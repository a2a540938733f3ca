"""Names and docstrings in plain words: one class per name, an imperative verb first, no file without a subject."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("scraper", "sample_portal")
FOLDERS = (*PACKAGES, "tools", "plugins", "tests")
FILES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
TREES = {path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
FEWEST_LINES = 15
OLD_WORDS = re.compile(r"(?:^|_)(?:tells?|told|says?|said|stands?|stood|held|forgotten|forgetting)(?:_|$)")
"""In names of tests; plain ones for what they meant: reports, states, quarantined, erased."""
NO_VERB = {
    *("a", "all", "an", "any", "each", "every", "no", "nothing", "one", "some", "that", "the", "these", "this"),
    *("how", "what", "when", "where", "whether", "which", "who", "whose", "why"),
    *("above", "after", "as", "at", "before", "below", "by", "for", "from", "in", "it", "like", "of", "on", "with"),
}
VERBS_IN_S = {"address", "cross", "discuss", "dismiss", "express", "guess", "pass", "press", "process"}


@cache
def of_tree(path: Path) -> list[ast.AST]:
    return list(ast.walk(TREES[path]))


def nodes(*kinds: type[ast.AST], folders: tuple[str, ...] = ()):
    """Yield the nodes of some kinds with their place, of all files or of those in some folders."""
    for path in TREES:
        if not folders or path.parts[0] in folders:
            yield from ((f"{path}:{node.lineno}", node) for node in of_tree(path) if isinstance(node, kinds))


def is_property(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(ast.unparse(decorator).endswith("property") for decorator in function.decorator_list)


def is_imperative(docstring: str) -> bool:
    word = re.split(r"[\s,.:;]", docstring, maxsplit=1)[0]
    in_third_person = word.endswith("s") and word.lower() not in VERBS_IN_S
    return bool(re.fullmatch("[A-Z][a-z]+", word)) and not in_third_person and word.lower() not in NO_VERB


@pytest.mark.parametrize(
    ("docstring", "expected"),
    [
        ("Return the day.", True),
        ("Pass it on.", True),
        ("Refuse, before a request, an archive.", True),
        ("Returns the day.", False),
        ("Whether it is a day.", False),
        ("The day.", False),
        ("`day` of the page.", False),
        ('"jusqu\'au 3 mars".', False),
        ("301 for a number.", False),
    ],
)
def test_an_imperative_verb_is_recognised(docstring, expected):
    assert is_imperative(docstring) is expected


def test_files_were_found():
    assert {path.parts[0] for path in TREES} == set(FOLDERS)


def test_a_class_name_means_one_thing():
    places = defaultdict(list)
    for place, node in nodes(ast.ClassDef, folders=PACKAGES):
        places[node.name].append(place)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_name_with_six_meanings_is_not_used():
    stored = [place for place, node in nodes(ast.Name) if node.id == "told" and isinstance(node.ctx, ast.Store)]
    taken = [place for place, node in nodes(ast.arg) if node.arg == "told"]
    assert stored + taken == []


def test_a_test_is_named_in_plain_words():
    names = [(place, node.name) for place, node in nodes(ast.FunctionDef, ast.AsyncFunctionDef, folders=("tests",))]
    assert len(names) > 700
    assert [(place, name) for place, name in names if name.startswith("test_") and OLD_WORDS.search(name)] == []


def test_a_docstring_begins_with_an_imperative_verb():
    documented = [
        (f"{place} {node.name}", docstring)
        for place, node in nodes(ast.FunctionDef, ast.AsyncFunctionDef, folders=FOLDERS[:-1])
        if (docstring := ast.get_docstring(node)) and not is_property(node) and not node.name.startswith("__")
    ]
    assert documented
    assert [f"{place}: {docstring[:40]}" for place, docstring in documented if not is_imperative(docstring)] == []


def test_a_file_of_a_package_has_a_subject():
    files = [path for path in FILES if path.relative_to(ROOT).parts[0] in PACKAGES]
    short = [
        str(path.relative_to(ROOT))
        for path in files
        if path.name not in {"__init__.py", "__main__.py"}
        and len(path.read_text(encoding="utf-8").splitlines()) < FEWEST_LINES
    ]
    assert short == []
