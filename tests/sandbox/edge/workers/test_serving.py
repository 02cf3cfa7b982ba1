"""A script's answers: with files, and without running code."""

from typing import Any

import pytest

from sandbox.edge.messages import Response
from sandbox.edge.workers.assets import Assets
from sandbox.edge.workers.serving import answered
from sandbox.edge.zone_state import Version
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import edge, site

PASSING = "export default { fetch(request, env) { return env.ASSETS.fetch(request); } };\n"
FILES = {"/index.html": "home", "/404.html": "lost"}


def ask(path: str, module: str = "", *, bound: bool = True, **config: Any) -> Response:
    script, blobs = site(FILES, module, not_found_handling="404-page", **config)
    bindings = frozenset({"ASSETS"} if bound else ())
    stored = script.versions["12345678-0000"]
    version = Version(stored.id, stored.assets, stored.config, stored.module, bindings)
    return answered(Assets(), edge(blobs=blobs), version, request(f"https://www.arqora.test{path}"))


@pytest.mark.parametrize(
    "module",
    [
        PASSING,
        "// ours\nexport default {\n  async fetch(r, e, ctx) {\n    return await e.ASSETS.fetch(r)\n  },\n}",
        "",
    ],
)
def test_a_module_that_hands_back_is_as_good_as_none(module: str) -> None:
    assert [(ask(path, module).status, ask(path, module).body) for path in ("/", "/nothing")] == [
        (200, b"home"),
        (404, b"lost"),
    ]


OTHER = "export default { fetch(request, env) { return new Response('hello'); } };"


@pytest.mark.parametrize(
    ("path", "module", "config", "status"),
    [
        ("/", OTHER, {}, 200),
        ("/nothing", OTHER, {}, 500),
        ("/", OTHER, {"run_worker_first": True}, 500),
        ("/", PASSING, {"run_worker_first": True}, 200),
        ("/", OTHER, {"run_worker_first": False}, 200),
        ("/api/a", OTHER, {"run_worker_first": ["/api/*"]}, 500),
        ("/", OTHER, {"run_worker_first": ["/api/*"]}, 200),
        ("/", OTHER, {"run_worker_first": ["/*", "!/"]}, 200),
        ("/nothing", "export default { fetch(request, env) { return env.OTHER.fetch(request); } };", {}, 500),
        ("/nothing", f"{PASSING}\nwhile (true) {{}}", {}, 500),
    ],
)
def test_other_code_is_not_run(path: str, module: str, config: dict[str, Any], status: int) -> None:
    response = ask(path, module, **config)
    assert response.status == status
    assert (b"does not run their code" in response.body) is (status == 500)


def test_files_that_are_not_bound_are_not_there_for_the_module() -> None:
    assert ask("/nothing", PASSING, bound=False).status == 500
