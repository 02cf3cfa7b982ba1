"""The formats by name."""

from collections.abc import Callable

from . import data, github, junit, people, sarif
from .report import Report

FORMATS: dict[str, Callable[[Report], str]] = {
    "people": people.render,
    "json": data.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "github": github.render,
}
