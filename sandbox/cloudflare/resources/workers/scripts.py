"""Scripts: uploaded, read in the ways in which clients read them, and removed."""

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.workers import deployments, domains, names, routes, subdomains, versions

MODULE = "application/javascript+module"
CLASSIC = "application/javascript"
BOUNDARY = "sandbox-module"


def upload(documents: Documents, request: Request) -> Answer:
    """Take a version and make it live at once, for all visitors."""
    account, name = names.account(request), names.script_name(request)
    old = documents.find(names.SCRIPT, account, name)
    version = versions.add(documents, request)
    script = {
        "id": name,
        "tag": version["id"].replace("-", ""),
        **(old or {"created_on": documents.time}),
        "modified_on": documents.time,
        "logpush": False,
    }
    documents.put(names.SCRIPT, account, name, script)
    subdomains.ensure(documents, account)
    shares = [{"version_id": version["id"], "percentage": deployments.WHOLE}]
    deployments.add(documents, names.below(account, name), shares, {"workers/triggered_by": "upload"})
    return result({**shown(documents, account, script), "startup_time_ms": 1})


def shown(documents: Documents, account: str, script: Document) -> Document:
    """Return a script as the API shows it: with what its live version says."""
    version = deployments.live(documents, names.below(account, script["id"])) or {}
    return {
        **script,
        "etag": version.get("etag", ""),
        "handlers": ["fetch"] if version.get("content") else [],
        "named_handlers": [],
        "has_assets": bool(version.get("assets")),
        "has_modules": bool(version.get("main_module")),
        "last_deployed_from": "api",
        "compatibility_date": version.get("compatibility_date", ""),
        "compatibility_flags": version.get("compatibility_flags", []),
        "usage_model": version.get("usage_model", "standard"),
        "placement": version.get("placement", {}),
        "tail_consumers": version.get("tail_consumers", []),
    }


def find(documents: Documents, request: Request) -> Answer:
    """List the scripts of an account."""
    account = names.account(request)
    return result([shown(documents, account, each) for each in documents.all(names.SCRIPT, account)])


def service(documents: Documents, request: Request) -> Answer:
    """Return a script as the service that it is, which is how the official provider reads it."""
    script = names.script(documents, request)
    made = {"created_on": script["created_on"], "modified_on": script["modified_on"]}
    seen = shown(documents, names.account(request), script)
    environment = {"environment": "production", **made, "script": seen}
    return result({"id": script["id"], "default_environment": environment, **made, "environments": [environment]})


def settings(documents: Documents, request: Request) -> Answer:
    """Return what was said about the live version beside its code."""
    script = names.script(documents, request)
    version = live(documents, request)
    keys = ("compatibility_date", "compatibility_flags", "usage_model", "placement", "tail_consumers")
    optional = {key: version[key] for key in ("limits", "observability") if version[key] is not None}
    said = {key: version[key] for key in keys} | optional
    return result({**said, "bindings": versions.bindings(version), "logpush": script["logpush"], "tags": []})


def content(documents: Documents, request: Request) -> Answer:
    """Return the code that is live, as the form that it was uploaded in."""
    names.script(documents, request)
    version = live(documents, request)
    name = version["main_module"] or "script"
    kind = MODULE if version["main_module"] else CLASSIC
    disposition = f'Content-Disposition: form-data; name="{name}"; filename="{name}"'
    head = f"--{BOUNDARY}\r\n{disposition}\r\nContent-Type: {kind}\r\n\r\n"
    form = head.encode() + version["content"].encode() + f"\r\n--{BOUNDARY}--\r\n".encode()
    return Answer({}, content=form, media_type=f"multipart/form-data; boundary={BOUNDARY}")


def code(documents: Documents, request: Request) -> Answer:
    """Return the code that is live, as it is."""
    names.script(documents, request)
    return Answer({}, content=live(documents, request)["content"].encode(), media_type=CLASSIC)


def live(documents: Documents, request: Request) -> Document:
    """Return the version that serves.

    Raises:
        ApiError: there is none.

    """
    found = deployments.live(documents, names.below(names.account(request), names.script_name(request)))
    if found is None:
        raise names.missing()
    return found


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a script with its versions, deployments, routes and custom domains.

    Raises:
        ApiError: another script has a binding to it, and the removal is not forced (API reference, `force`).

    """
    script, account = names.script(documents, request)["id"], names.account(request)
    users = [
        each["id"] for each in documents.all(names.SCRIPT, account) if uses(documents, account, each["id"], script)
    ]
    if users and request.value("force") != "true":
        raise ApiError(10142, f"{script} is still bound by {', '.join(users)}; pass force to remove it nevertheless")
    parent = names.below(account, script)
    for kind in (versions.KIND, deployments.KIND):
        for each in documents.all(kind, parent):
            documents.remove(kind, parent, each["id"])
    domains.forget(documents, account, script)
    routes.forget(documents, account, script)
    subdomains.forget(documents, account, script)
    documents.remove(names.SCRIPT, account, script)
    return result(None)


def uses(documents: Documents, account: str, other: str, script: str) -> bool:
    """Tell whether another script's live version is bound to one."""
    version = deployments.live(documents, names.below(account, other)) if other != script else None
    return any(each.get("service") == script for each in (version or {}).get("bindings", []))


ROUTES: list[Route] = [
    ("GET", "/accounts/{account}/workers/scripts", find),
    ("PUT", versions.SCRIPT, upload),
    ("GET", versions.SCRIPT, code),
    ("DELETE", versions.SCRIPT, remove),
    ("GET", f"{versions.SCRIPT}/settings", settings),
    ("GET", f"{versions.SCRIPT}/content/v2", content),
    ("GET", "/accounts/{account}/workers/services/{script}", service),
]
