"""Which file answers for which path, by the vendor's tables (workers/static-assets/routing/advanced/html-handling)."""

import pytest

from sandbox.edge.workers.paths import Found, found, missing

FILES = frozenset({"/file.html", "/folder/index.html", "/index.html", "/bin", "/style.css"})
TABLE = [
    # path, automatic, forced, dropped, none: a file that is served, or where else to ask
    ("/", "=/index.html", "=/index.html", "=/index.html", None),
    ("/index", "/", "/", "/", None),
    ("/index.html", "/", "/", "/", "=/index.html"),
    ("/file", "=/file.html", "/file/", "=/file.html", None),
    ("/file.html", "/file", "/file/", "/file", "=/file.html"),
    ("/file/", "/file", "=/file.html", "/file", None),
    ("/file/index", "/file", "/file/", "/file", None),
    ("/file/index.html", "/file", "/file/", "/file", None),
    # The vendor's table says /folder for three of the first column; its program keeps the slash, as /folder does.
    ("/folder", "/folder/", "/folder/", "=/folder/index.html", None),
    ("/folder.html", "/folder/", "/folder/", "/folder", None),
    ("/folder/", "=/folder/index.html", "=/folder/index.html", "/folder", None),
    ("/folder/index", "/folder/", "/folder/", "/folder", None),
    ("/folder/index.html", "/folder/", "/folder/", "/folder", "=/folder/index.html"),
    ("/bin", "=/bin", "=/bin", "=/bin", "=/bin"),
    ("/style.css", "=/style.css", "=/style.css", "=/style.css", "=/style.css"),
    ("/style.css/", None, None, None, None),
    ("/nothing", None, None, None, None),
    ("/nothing/", None, None, None, None),
    ("/nothing.html", None, None, None, None),
    ("/nothing/index.html", None, None, None, None),
]
MODES = ("auto-trailing-slash", "force-trailing-slash", "drop-trailing-slash", "none")


def said(answer: Found | None) -> str | None:
    return None if answer is None else answer.elsewhere or f"={answer.file}"


@pytest.mark.parametrize(
    ("path", "mode", "expected"), [(row[0], mode, row[1 + place]) for row in TABLE for place, mode in enumerate(MODES)]
)
def test_a_path_leads_to_a_file_or_elsewhere(path: str, mode: str, expected: str | None) -> None:
    assert said(found(path, FILES, mode)) == expected


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("path", [row[0] for row in TABLE])
def test_nobody_is_sent_round_more_than_once(path: str, mode: str) -> None:
    answer = found(path, FILES, mode)
    if answer and answer.elsewhere:
        again = found(answer.elsewhere, FILES, mode)
        assert again
        assert again.file


BOTH = frozenset({"/a.html", "/a/index.html", "/b", "/b.html", "/c/index", "/c/index.html"})


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a", ("=/a.html", "/a/", "=/a.html")),
        ("/a/", ("=/a/index.html", "=/a/index.html", "/a")),
        ("/a.html", ("/a", "=/a.html", "/a")),
        ("/a/index.html", ("/a/", "/a/", "=/a/index.html")),
        ("/b", ("=/b", "=/b", "=/b")),
        ("/b.html", ("=/b.html", "/b/", "=/b.html")),
        ("/c/index", ("=/c/index", "=/c/index", "=/c/index")),
    ],
)
def test_every_file_has_a_path_of_its_own_where_two_want_one(path: str, expected: tuple[str, str, str]) -> None:
    assert tuple(said(found(path, BOTH, mode)) for mode in MODES[:3]) == expected


@pytest.mark.parametrize(
    ("path", "handling", "expected"),
    [
        ("/a/b", "none", None),
        ("/a/b", "single-page-application", Found("/index.html")),
        ("/a/b/c", "404-page", Found("/a/404.html", status=404)),
        ("/a", "404-page", Found("/404.html", status=404)),
        ("/b/c", "404-page", Found("/404.html", status=404)),
    ],
)
def test_where_no_file_is_the_handling_says_what_answers(path: str, handling: str, expected: Found | None) -> None:
    assert missing(path, {"/index.html", "/404.html", "/a/404.html"}, handling) == expected
    assert missing(path, (), handling) is None
