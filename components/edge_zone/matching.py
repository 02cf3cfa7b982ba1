"""Which requests a rule is about: hosts, paths and methods, written in the language of the edge's rules."""

from typing import Annotated

from pydantic import Field

from .._base.args import Args
from . import names
from .names import Host

Path = Annotated[str, Field(pattern=r"^/[A-Za-z0-9._~!$&'()+,;=:@%/-]*\*?$", max_length=200)]
"""`/login` is one path, `/api/*` all that start with `/api/`."""
Method = Annotated[str, Field(pattern=r"^[A-Z]{3,10}$")]


class Match(Args):
    """Requests; what is left out admits all."""

    hosts: tuple[Host, ...] = ()
    paths: tuple[Path, ...] = ()
    methods: tuple[Method, ...] = ()

    def expression(self, zone: str) -> str:
        """Return it in the rules language."""
        hosts = [names.full(each, zone) for each in self.hosts]
        parts = [one_of("http.host", hosts), one_of("http.request.method", self.methods), on_paths(self.paths)]
        return " and ".join(part for part in parts if part) or "true"

    def fields(self) -> list[str]:
        """Return the names of what it looks at."""
        return [name for name in ("hosts", "paths", "methods") if getattr(self, name)]

    def outside(self, path: str, zone: str) -> list[str]:
        """Refuse hosts of other zones."""
        return [line for each in self.hosts for line in names.unserved(f"{path}.hosts", each, zone)]


def on_paths(paths: tuple[str, ...]) -> str:
    """Return that a request is for one of some paths, empty if for all."""
    exact = one_of("http.request.uri.path", [path for path in paths if not path.endswith("*")])
    starts = [f'starts_with(http.request.uri.path, "{path[:-1]}")' for path in paths if path.endswith("*")]
    parts = [*([exact] if exact else []), *starts]
    return f"({' or '.join(parts)})" if len(parts) > 1 else "".join(parts)


def one_of(field: str, values: list[str] | tuple[str, ...]) -> str:
    """Return that a field is one of some values, empty if there are none."""
    if not values:
        return ""
    if len(values) == 1:
        return f'{field} eq "{values[0]}"'
    inside = " ".join(f'"{each}"' for each in values)
    return f"{field} in {{{inside}}}"
