"""Every long-lived credential has an owner, a maximum age, and a last rotation that is not longer ago.

One that ends by itself needs no day: its end has to come within its maximum age. A stack that is thrown away with all
its credentials may say so in the pack's configuration; what a vendor issues for it still has to end by itself.
"""

import datetime
from collections.abc import Iterator

from ...finding import Finding
from ...options import CREDENTIALS, THROW_AWAY
from ...resource import Resource
from ...rule import EVERY_TYPE, resource_rule
from ...secrets.credentials import Credential, credentials
from ...secrets.rotation import Declaration, declaration
from ...settings import Settings

ID = "credential-rotation"
STACK = "pulumi:pulumi:Stack"
NOTICE_DAYS = 30
"""Days before the end in which it is announced; in the last third of what lives for less than that."""


@resource_rule(
    ID,
    on=(EVERY_TYPE,),  # not the listed ones: `unlisted-type` takes a type that a rule names for one that cannot expose
    protects="what was copied once opens the door for good, and nobody notices or answers for it",
    remedy="renew it, and say who answers for it, for how long, and since when (option credentials, keepers or labels)",
    options={"credentials": CREDENTIALS, "throw_away": THROW_AWAY},
)
def rule(resource: Resource, settings: Settings) -> Iterator[Finding]:
    """Hold each credential against what is declared about it."""
    thrown_away = settings.option(ID, "throw_away", None)
    if resource.type == STACK:
        if thrown_away:
            yield Finding(
                f"its credentials go with it, says {thrown_away['owner']}: {thrown_away['reason']}", notice=True
            )
        return
    credential = credentials().get(resource.type)
    if credential is None or not credential.is_held_by(resource):
        return
    declared = declaration(resource, settings.option(ID, "credentials", []))
    yield from (Finding(f"holds {credential.what}, and {each}") for each in declared.wrong)
    if credential.expiry is not None:
        yield from _expiry(credential, resource, declared, settings.today)
    if not thrown_away:
        yield from _declared(credential, declared, settings.today)


def _declared(credential: Credential, declared: Declaration, today: datetime.date) -> Iterator[Finding]:
    missing = declared.missing(date=credential.expiry is None)
    if missing and not declared.wrong:
        yield Finding(f"holds {credential.what}, and nobody declared {_listed(missing)}")
    if credential.expiry is None and declared.rotated is not None:
        yield from _age(credential, declared, declared.rotated, today)


def _age(
    credential: Credential, declared: Declaration, rotated: datetime.date, today: datetime.date
) -> Iterator[Finding]:
    age, longest = (today - rotated).days, declared.longest
    if age < -1:  # a day's grace: the declaration may be written where it is tomorrow already
        yield Finding(f"holds {credential.what}, and its last rotation, {rotated}, is yet to come")
    elif age > longest:
        yield Finding(f"holds {credential.what} of {rotated}, {age} days old; at most {longest} are declared")
    elif age > longest - min(NOTICE_DAYS, longest // 3):
        yield Finding(f"holds {credential.what} that has to be renewed within {longest - age} days", notice=True)


def _expiry(
    credential: Credential, resource: Resource, declared: Declaration, today: datetime.date
) -> Iterator[Finding]:
    if credential.expiry is None:
        return
    try:
        end = credential.expiry.read(resource, today)
    except ValueError as error:
        yield Finding(f"holds {credential.what}, and {error}", remedy="state when it ends, in the program")
        return
    latest = today + datetime.timedelta(days=declared.longest)
    if end is None:
        yield Finding(f"holds {credential.what} that never ends", remedy=f"state {credential.expiry.property}")
    elif end < today:
        yield Finding(f"holds {credential.what} that ended on {end}")
    elif end > latest:
        yield Finding(
            f"holds {credential.what} that ends on {end}, after more than {declared.longest} days",
            remedy=f"state a {credential.expiry.property} of at most {declared.longest} days",
        )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
