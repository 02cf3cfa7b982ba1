"""What a host is told: files, commands, packages and units, gathered from wherever they stand."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field

from .heredoc import Written, files_of


@dataclass(frozen=True)
class Text:
    """A text and where it stands."""

    where: str
    """For a person, such as `user data, /etc/nftables.conf`. Never part of the text itself."""
    text: str = field(repr=False)
    path: str = ""
    """Where it lies on the host; empty for a command."""
    added: bool = False
    """It is added to a file that is there already, and not all of it."""

    @property
    def is_script(self) -> bool:
        """Tell whether it is run rather than read."""
        by_place = self.path.startswith(SCRIPTS) or self.path.endswith(RUN) or "/systemd/system/" in self.path
        return not self.path or by_place or self.text.startswith("#!")


SCRIPTS = ("/usr/local/bin/", "/usr/local/sbin/", "/etc/cron", "/var/spool/cron/", "/etc/profile", "/etc/rc.local")
RUN = (".sh", ".bash", ".service", ".cron")


@dataclass(eq=False)
class Content:
    """Everything that one resource tells a host."""

    files: list[Text] = field(default_factory=list)
    commands: list[Text] = field(default_factory=list)
    packages: list[str] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    """Name -> state, as a bundle says it: running, enabled, oneshot, masked, stopped."""
    settings: dict[str, object] = field(default_factory=dict)
    """Top-level keys of cloud-init that are no lists of files or commands."""
    problems: list[str] = field(default_factory=list)
    """What cannot be read, and so may be anything."""
    unknown: list[str] = field(default_factory=list)
    """What is not known before apply."""

    def run(self, where: str, text: str) -> None:
        """Take a command or a script, and the files that it writes."""
        self.commands.append(Text(where, text))
        self._take_written(where, text)

    def write(self, where: str, path: str, text: str, *, added: bool = False) -> None:
        """Take a file, and the files that it writes if it is a script."""
        file = _file(where, Written(path, text, added))
        self.files.append(file)
        if file.is_script:
            self._take_written(file.where, text)

    def _take_written(self, where: str, script: str) -> None:
        self.files += [_file(where, each) for each in files_of(script)]

    @property
    def scripts(self) -> Iterable[Text]:
        """Commands, and files that are run."""
        yield from self.commands
        yield from (file for file in self.files if file.is_script)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look at."""
        return not (self.files or self.commands or self.packages or self.units or self.settings)


def _file(where: str, written: Written) -> Text:
    """Return a file under the shortest way to write its path: `/etc//ssh/../ssh/x` is `/etc/ssh/x`."""
    path = posixpath.normpath(written.path.replace("//", "/")) if written.path else ""
    return Text(f"{where}, {path}", written.text, path, written.added)
