"""What a script's version answers."""

import re

from sandbox.edge import error_pages
from sandbox.edge.messages import Request, Response
from sandbox.edge.workers.assets import Assets
from sandbox.edge.zone_state import Edge, Version

PASSING = re.compile(
    r"export\s+default\s*\{\s*(?:async\s+)?fetch\s*\(\s*(?P<request>\w+)\s*,\s*(?P<env>\w+)\s*(?:,\s*\w+\s*)?\)\s*\{"
    r"\s*return\s+(?:await\s+)?(?P=env)\.(?P<binding>\w+)\.fetch\s*\(\s*(?P=request)\s*\)\s*;?\s*\}\s*,?\s*\}\s*;?"
)
"""A module that does nothing but hand each request to its files. No other code is understood here."""


def answered(assets: Assets, edge: Edge, version: Version, request: Request) -> Response:
    """Answer with a version: with its files, and where they do not answer, with its module.

    That is never run; it counts only if it hands requests back to the files, and is answered with 500 otherwise.
    """
    first = runs_first(version, request)
    response = None if first else assets.answer(edge, version, request, last=not version.module)
    if response is not None:
        return response
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", version.module, flags=re.DOTALL).strip()
    passing = PASSING.fullmatch(code)
    if passing and passing["binding"] in version.asset_bindings:
        response = assets.answer(edge, version, request)
    if response is None:
        return error_pages.page(
            500, "the sandbox's edge serves files of Workers and does not run their code", number=1101
        )
    return response


def runs_first(version: Version, request: Request) -> bool:
    """Say whether the module is asked before the files: for all paths, or for those of some patterns."""
    told = version.config.get("run_worker_first")
    if not version.module or not told:
        return False
    if told is True:
        return True
    yes = [rule for rule in told if not rule.startswith("!")]
    no = [rule[1:] for rule in told if rule.startswith("!")]
    return any(within(rule, request.path) for rule in yes) and not any(within(rule, request.path) for rule in no)


def within(rule: str, path: str) -> bool:
    """Say whether a path matches a rule with stars."""
    return re.fullmatch(".*".join(map(re.escape, rule.split("*"))), path) is not None
