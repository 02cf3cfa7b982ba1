"""What most resources change alike: name and labels, protection."""

from collections.abc import Callable

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Protection, Update
from sandbox.hetzner.collection import Collection
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document

INSTANT = 0.0
"""Seconds of actions that the vendor finishes before it answers."""


def rename(project: Project, kind: str, document: Document, body: Update) -> None:
    """Apply a change of name and labels."""
    if body.name is not None:
        project.documents.require_free_name(kind, body.name, besides=document["id"])
        document["name"] = body.name
    if body.labels is not None:
        document["labels"] = body.labels


def updating(routes: Routes, collection: Collection, model: type[Update] = Update) -> None:
    """Add the route that changes name and labels."""

    def update(project: Project, request: Request) -> Answer:
        document = project.documents.get(collection.kind, request.id)
        rename(project, collection.kind, document, request.body(model))
        project.documents.put(collection.kind, document)
        return Answer({collection.kind: collection.show(project, request.id)})

    routes.on("PUT", f"/{collection.plural}/{{id:int}}")(update)


def protecting(routes: Routes, collection: Collection, what: tuple[str, ...] = ("delete",)) -> None:
    """Add the action that changes protection."""

    def change_protection(project: Project, request: Request) -> Answer:
        document = project.documents.get(collection.kind, request.id)
        body = request.body(Protection)
        wanted = {key: value for key in what if (value := getattr(body, key)) is not None}
        if len(what) > 1 and len(set({**document["protection"], **wanted}.values())) > 1:
            raise invalid("delete", "delete and rebuild protection must have the same value")
        document["protection"] |= wanted
        project.documents.put(collection.kind, document)
        action = project.begin("change_protection", (collection.kind, request.id), seconds=INSTANT)
        return created(action=project.actions.view(action))

    routes.on("POST", f"/{collection.plural}/{{id:int}}/actions/change_protection")(change_protection)


def acting(routes: Routes, plural: str, name: str) -> Callable[[Callable[[Project, Request], Document]], None]:
    """Register a function that begins one action as the handler of that action's path."""

    def register(begin: Callable[[Project, Request], Document]) -> None:
        def handler(project: Project, request: Request) -> Answer:
            return created(action=project.actions.view(begin(project, request)))

        routes.on("POST", f"/{plural}/{{id:int}}/actions/{name}")(handler)

    return register
