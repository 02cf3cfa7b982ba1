"""Builds every case of the corpus, or the harmless counterpart of every case (config `harmless`)."""

import cases
import pulumi

config = pulumi.Config()
for case in cases.CASES:
    if config.get("only") in {None, case.name}:
        case.build(config.require_bool("harmless"))
