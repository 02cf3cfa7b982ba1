"""Runs the policy pack as a plugin of the engine: `pulumi preview --policy-pack policies/pack`."""

import datetime
import sys

OLDEST_PYTHON = (3, 11)


def main() -> int:
    """Serve the pack; say what is missing if it cannot start."""
    if sys.version_info < OLDEST_PYTHON:
        return _missing(f"Python {sys.version.split()[0]}, and it needs {'.'.join(map(str, OLDEST_PYTHON))} or later")
    try:
        if sys.argv[1:2] and sys.argv[1] in {"check", "report"}:  # the engine gives its address instead
            from .checking.command import main as check  # noqa: PLC0415

            return check(sys.argv[1:])
        from . import catalogue, server  # noqa: PLC0415 - imported here so that a missing dependency can be explained
        from .analyzer import Analyzer  # noqa: PLC0415
    except ModuleNotFoundError as error:
        return _missing(f"no module {error.name!r}")
    server.serve(Analyzer(catalogue.load(), today=lambda: datetime.datetime.now(datetime.UTC).date()))
    return 0


def _missing(what: str) -> int:
    sys.stderr.write(
        f"arqora policy pack: {sys.executable} has {what}.\n"
        "remedy: in the repository run `make setup` once, which makes its .venv; elsewhere `pip install arqora-infra`"
        " into the Python that is first on PATH.\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
