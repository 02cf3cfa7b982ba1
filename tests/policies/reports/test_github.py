"""What becomes annotations of a pull request."""

from policies.reports import github
from policies.reports.report import Report


def test_each_finding_is_one_line_with_its_place(report: Report) -> None:
    lines = github.render(report).splitlines()
    kinds = [line.split(" ")[0] for line in lines]
    assert kinds == ["::error", "::error", "::warning", "::warning", "::notice"]
    assert lines[0].startswith(
        "::error file=infra/main.py,line=12,title=firewall-exposure%3A open::open: rules[0] opens"
    )
    assert "%0Aremedy: " in lines[0]


def test_what_has_a_meaning_for_the_runner_is_escaped(report: Report) -> None:
    notice = github.render(report).splitlines()[-1]
    assert notice == (
        "::notice file=Pulumi.dev.yaml,line=1,title=waivers-hold%3A the stack::the stack: a waiver, 100%25: sure"
    )
