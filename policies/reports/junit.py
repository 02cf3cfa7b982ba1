"""For test reports: JUnit's XML. A rule that found nothing has passed; each violation is a failure of its own."""

import re
from xml.etree import ElementTree as Xml

from .. import NAME
from ..finding import Verdict
from .report import Report

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold in any way (section 2.2)."""


def render(report: Report) -> str:
    """Return the report as XML."""
    found = report.verdicts
    suites = Xml.Element("testsuites", name=NAME)
    total = 0
    for group in sorted({report.catalogue.groups.get(rule.id, "") for rule in report.catalogue.rules}):
        suite = Xml.SubElement(suites, "testsuite", name=_text(f"{NAME}.{group}".rstrip(".")))
        for rule in report.catalogue.rules:
            if report.catalogue.groups.get(rule.id, "") == group:
                own = [each for each in found if each.rule == rule.id and not (each.notice and not each.mandatory)]
                for each in own:
                    _case(suite, each)
                if not own:
                    Xml.SubElement(suite, "testcase", classname=suite.attrib["name"], name=rule.id)
        total += _counted(suite)
    suites.set("tests", str(total))
    suites.set("failures", str(len(report.violations)))
    suites.set("errors", "0")
    Xml.indent(suites)
    return Xml.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: Xml.Element, verdict: Verdict) -> None:
    name = _text(f"{verdict.rule}: {verdict.name}: {verdict.facts}")
    case = Xml.SubElement(suite, "testcase", classname=suite.attrib["name"], name=name)
    if verdict.mandatory:
        failure = Xml.SubElement(case, "failure", message=_text(verdict.facts), type=verdict.rule)
        failure.text = _text(f"{verdict.message}\n{verdict.urn}".rstrip())
    elif verdict.waiver:
        Xml.SubElement(case, "skipped", message=_text(f"waived {verdict.waiver}"))
    else:
        Xml.SubElement(case, "system-out").text = _text(verdict.message)


def _counted(suite: Xml.Element) -> int:
    cases = len(suite)
    suite.set("tests", str(cases))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    return cases


def _text(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)
