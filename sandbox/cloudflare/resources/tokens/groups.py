"""The list of permission groups. Their categories are not known here: all are `other`."""

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.permissions import USER, Group, groups


def shown(group: Group) -> Document:
    """Return a group as the API tells it."""
    told = {"id": group.identifier, "name": group.name, "scopes": [group.scope]}
    return {**told, "category": "other", "is_selectable": True}


def find(_: Documents, request: Request) -> Answer:
    """List the groups, by name and scope; what is about users is not for accounts."""
    listed = [each for each in groups().values() if "account" not in request.parameters or each.scope != USER]
    for asked, wanted in (("name", request.value("name")), ("scope", request.value("scope"))):
        if wanted:
            listed = [each for each in listed if getattr(each, asked) == wanted]
    return result([shown(each) for each in listed])


ROUTES: list[Route] = [
    ("GET", "/user/tokens/permission_groups", find),
    ("GET", "/accounts/{account}/tokens/permission_groups", find),
]
