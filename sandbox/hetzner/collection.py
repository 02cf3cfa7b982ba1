"""What all stored resources answer alike: one, a list, their actions; and the catalogue's entries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.errors import ApiError, not_found
from sandbox.hetzner.labels import selector
from sandbox.hetzner.listing import Filter, equals, filtered, ordered, paged

if TYPE_CHECKING:
    from sandbox.hetzner.project import Project
    from sandbox.hetzner.references import Document

View = Callable[["Project", "Document"], "Document"]
ACTION_SORTS = ("id", "command", "status", "started", "finished")


def itself(_: "Project", document: "Document") -> "Document":
    """Show a document as it is stored."""
    return document


@dataclass(frozen=True)
class Collection:
    """A kind of stored resource."""

    kind: str
    plural: str
    view: View = itself
    filters: Mapping[str, Filter] = field(default_factory=dict)
    """Query parameters beside `name` and `label_selector`."""
    sorts: Sequence[str] = ("id", "name", "created")

    def show(self, project: "Project", identity: int) -> "Document":
        """Return a resource as the API shows it."""
        return self.view(project, project.documents.get(self.kind, identity))

    def routes(self) -> Routes:
        """Return the routes that read: list, one, actions."""
        routes = Routes()
        routes.on("GET", f"/{self.plural}")(self._list)
        routes.on("GET", f"/{self.plural}/actions")(self._all_actions)
        routes.on("GET", f"/{self.plural}/actions/{{action:int}}")(self._any_action)
        routes.on("GET", f"/{self.plural}/{{id:int}}")(self._one)
        routes.on("GET", f"/{self.plural}/{{id:int}}/actions")(self._actions)
        routes.on("GET", f"/{self.plural}/{{id:int}}/actions/{{action:int}}")(self._action)
        return routes

    def _one(self, project: "Project", request: Request) -> Answer:
        return Answer({self.kind: self.show(project, request.id)})

    def _list(self, project: "Project", request: Request) -> Answer:
        identities = self._matching(project, request)
        sorting = [wish for wish in request.values("sort") if wish not in {"id", "id:asc"}]
        if not sorting and not any(request.values(name) for name in self.filters):
            return paged(request, self.plural, identities, lambda identity: self.show(project, identity))
        documents = [project.documents.get(self.kind, identity) for identity in identities]
        entries = ordered(request, filtered(request, documents, self.filters), self.sorts)
        return paged(request, self.plural, entries, lambda document: self.view(project, document))

    def _matching(self, project: "Project", request: Request) -> list[int]:
        names = request.values("name")
        if names:
            found = (project.documents.named(self.kind, name) for name in names)
            labelled = [(document["id"], document["labels"]) for document in found if document]
        else:
            labelled = list(project.documents.labelled(self.kind))
        expression = request.value("label_selector")
        if not expression:
            return [identity for identity, _ in labelled]
        matches = selector(expression)
        return [identity for identity, labels in labelled if matches(labels)]

    def _all_actions(self, project: "Project", request: Request) -> Answer:
        return list_actions(project, request, project.actions.about(self.kind))

    def _any_action(self, project: "Project", request: Request) -> Answer:
        action = project.actions.get(request.parameters["action"], kind=self.kind)
        return Answer({"action": project.actions.view(action)})

    def _actions(self, project: "Project", request: Request) -> Answer:
        project.documents.get(self.kind, request.id)
        return list_actions(project, request, project.actions.about(self.kind, request.id))

    def _action(self, project: "Project", request: Request) -> Answer:
        action = project.actions.get(request.parameters["action"], (self.kind, request.id))
        return Answer({"action": project.actions.view(action)})


def list_actions(project: "Project", request: Request, actions: list["Document"]) -> Answer:
    """Answer with a page of actions."""
    filters = {"status": equals("status"), "id": equals("id")}
    entries = ordered(request, filtered(request, actions, filters), ACTION_SORTS)
    return paged(request, "actions", entries, project.actions.view)


@dataclass(frozen=True)
class CatalogueCollection:
    """A kind of thing that is for sale: read only, no labels, no actions."""

    kind: str
    plural: str
    entries: Callable[["Project"], list["Document"]]
    filters: Mapping[str, Filter] = field(default_factory=dict)
    sorts: Sequence[str] = ("id", "name")

    def routes(self) -> Routes:
        """Return the routes: list and one."""
        routes = Routes()
        routes.on("GET", f"/{self.plural}")(self._list)
        routes.on("GET", f"/{self.plural}/{{id:int}}")(self._one)
        return routes

    def _list(self, project: "Project", request: Request) -> Answer:
        filters = {"name": equals("name"), **self.filters}
        entries = ordered(request, filtered(request, self.entries(project), filters), self.sorts)
        return paged(request, self.plural, entries, lambda entry: entry)

    def _one(self, project: "Project", request: Request) -> Answer:
        found = next((entry for entry in self.entries(project) if entry["id"] == request.id), None)
        if found is None:
            raise not_found(self.kind, request.id)
        return Answer({self.kind: found})


def require_unprotected(document: "Document", what: str = "delete") -> None:
    """Refuse what a resource is protected from.

    Raises:
        ApiError: `protected`.

    """
    if document["protection"][what]:
        raise ApiError("protected", f"resource is {what} protected")
