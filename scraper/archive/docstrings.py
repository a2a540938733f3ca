"""What records.py says of its classes and attributes: English, then French after "fr:"."""

import ast
import inspect

from scraper import records


def docstrings() -> dict[str, dict[str, tuple[str, str]]]:
    """English and French text of each record class (under "") and of its attributes in their order, by class name."""
    classes = {table.record.__name__ for table in records.TABLES}
    return {
        node.name: {"": _languages(ast.get_docstring(node)), **_attributes(node)}
        for node in ast.parse(inspect.getsource(records)).body
        if isinstance(node, ast.ClassDef) and node.name in classes
    }


def _attributes(node: ast.ClassDef) -> dict[str, tuple[str, str]]:
    return {
        field.target.id: _languages(text.value.value)
        for field, text in zip(node.body, node.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr)
    }


def _languages(docstring: str) -> tuple[str, str]:
    english, _, french = docstring.partition("fr:")
    return " ".join(english.split()), " ".join(french.split())
