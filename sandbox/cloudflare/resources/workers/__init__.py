"""Workers: scripts with their files, versions and deployments; routes, custom domains and the workers.dev subdomain."""

from sandbox.cloudflare.resources.workers import assets, deployments, domains, routes, scripts, subdomains, versions

ROUTES = [
    *assets.ROUTES,
    *deployments.ROUTES,
    *domains.ROUTES,
    *routes.ROUTES,
    *scripts.ROUTES,
    *subdomains.ROUTES,
    *versions.ROUTES,
]
