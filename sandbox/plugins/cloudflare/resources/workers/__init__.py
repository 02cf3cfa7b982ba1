"""Workers: scripts with their files, and where they answer."""

from sandbox.plugins.cloudflare.resources.workers.custom_domain import WorkersCustomDomain
from sandbox.plugins.cloudflare.resources.workers.route import WorkersRoute
from sandbox.plugins.cloudflare.resources.workers.script import WorkersScript
from sandbox.plugins.cloudflare.resources.workers.script_subdomain import WorkersScriptSubdomain

TYPES = (WorkersCustomDomain, WorkersRoute, WorkersScript, WorkersScriptSubdomain)
