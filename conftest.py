"""Run every example in README.md, docs/ and the docstrings of src/."""

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

pages = Sybil(parsers=[PythonCodeBlockParser(), SkipParser()], pattern="*.md")
docstrings = Sybil(parsers=[DocTestParser()], pattern="*.py", path="src")

pytest_collect_file = (pages + docstrings).pytest()
