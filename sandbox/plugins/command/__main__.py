"""The provider plugin `command` of the sandbox, in the place of pulumi-command 1.2.1.

It covers what the official one does: `command:local:Command`, `command:remote:Command`, `command:remote:CopyToRemote`,
`command:remote:CopyFile` and the function `command:local:run`.

On purpose it differs in this:

- An error does not repeat the command, and has no secret input in it: a command often has a secret inside.
- A running command is ended with everything it has started, politely first.
- Every change of `triggers` replaces, also one of a single element.
- A preview of an update shows the outputs as unknown as soon as anything changes.
- An import is refused; the official one makes a resource without any properties of it.
- An archive's hash is another one (see `assets.archive_of`).

"""

import sys
from importlib.metadata import version

from sandbox.plugins.command.plugin import CommandProvider
from sandbox.plugins.framework.log import EngineLog
from sandbox.plugins.framework.server import engine_address, main

if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(arguments, version("pulumi-command"), CommandProvider(EngineLog(engine_address(arguments))))
