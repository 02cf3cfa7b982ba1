"""The program of the corpus: builds every case, or the harmless counterpart of every case (config `harmless`)."""

import pulumi

from tests.policies.corpus.cases import CASES

config = pulumi.Config()
only = config.get("only")
for case in CASES:
    if only in {None, case.name}:
        case.build(config.require_bool("harmless"))
