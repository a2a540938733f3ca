"""Validate a folder as an RO-Crate without a network: `python validate_crate.py FOLDER` prints what is wrong.

The validator fetches RO-Crate's context; the library `rocrate` has a copy of it. It is run by test_validators.py, with
what requirements-readers.lock names.
"""

import io
import sys
import urllib.request
import urllib.response
from email.message import Message
from importlib.resources import files

import requests
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings

CONTEXT = (files("rocrate") / "data" / "ro-crate.jsonld").read_bytes()


class ShippedContext(urllib.request.HTTPSHandler):
    """Answers each request of rdflib's with the context."""

    def https_open(self, request):
        headers = Message()
        headers["Content-Type"] = "application/ld+json"
        answer = urllib.response.addinfourl(io.BytesIO(CONTEXT), headers, request.full_url, 200)
        answer.msg = "OK"
        return answer


def send_context(adapter, request, **options) -> requests.Response:
    """Answer a request of the validator's with the context."""
    answer = requests.Response()
    answer.status_code, answer.url, answer.request = 200, request.url, request
    answer.raw = io.BytesIO(CONTEXT)
    answer.headers["Content-Type"] = "application/ld+json"
    return answer


def main(folder: str) -> int:
    """Print the problems of a folder, one a line. Return the code to exit with."""
    urllib.request.install_opener(urllib.request.build_opener(ShippedContext))
    requests.adapters.HTTPAdapter.send = send_context
    settings = ValidationSettings(
        rocrate_uri=folder,
        profile_identifier="ro-crate-1.1",
        requirement_severity=Severity.REQUIRED,
        no_cache=True,
    )
    result = services.validate(settings)
    for issue in result.get_issues():
        sys.stdout.write(f"{issue.severity.name} {issue.check.identifier} {issue.message} {issue.violatingEntity}\n")
    return int(not result.passed())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
