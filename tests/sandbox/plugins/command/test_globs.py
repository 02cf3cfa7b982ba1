from pathlib import Path

import pytest

from sandbox.plugins.command.globs import matching
from sandbox.plugins.framework.errors import PluginError

FILES = ("a.txt", "b.md", "deep/a.txt", "deep/er/c.txt", "x[1].txt", "{y}.txt")


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (["*"], ["a.txt", "b.md", "x[1].txt", "{y}.txt"]),
        (["**"], list(FILES)),
        (["deep/**"], ["deep/a.txt", "deep/er/c.txt"]),
        (["*/*.txt"], ["deep/a.txt"]),
        (["?.{txt,md}"], ["a.txt", "b.md"]),
        (["[a-b].*"], ["a.txt", "b.md"]),
        (["[!a].*"], ["b.md"]),
        (["**.txt", "!deep/**"], ["a.txt", "x[1].txt", "{y}.txt"]),
        (["!a.txt", "a.*"], ["a.txt"]),
        ([r"x\[1\].txt", r"\{y\}.txt"], ["x[1].txt", "{y}.txt"]),
        ([], []),
    ],
)
def test_patterns_choose_files(tmp_path: Path, patterns: list[str], found: list[str]) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert matching(tmp_path, patterns) == found


@pytest.mark.parametrize("pattern", ["{a", "[z-a]"])
def test_a_broken_pattern_is_refused(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(PluginError, match="is no pattern"):
        matching(tmp_path, [pattern])
