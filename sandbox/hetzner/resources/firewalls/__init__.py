"""Firewalls."""

from sandbox.hetzner.resources.firewalls import application, collection, creation, rules

routes = [*collection.routes, *creation.routes, *rules.routes, *application.routes]
