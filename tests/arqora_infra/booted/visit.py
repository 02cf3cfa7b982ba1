"""Asks a web server as whoever runs it. Prints an object for each answer: `status`, `headers`, `body`; or `error`."""

import argparse
import http.client
import json
import socket
import ssl
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SECONDS = 5.0


def asked(words: argparse.Namespace, context: ssl.SSLContext) -> dict[str, Any]:
    """Ask once, over a connection of its own."""
    url = urlsplit(words.url)
    try:
        plain = socket.create_connection((words.to or url.hostname, 443), timeout=SECONDS)
        with context.wrap_socket(plain, server_hostname=words.name or url.hostname) as secure:
            connection = http.client.HTTPSConnection(url.hostname or "", timeout=SECONDS)
            connection.sock = secure
            connection.request("GET", url.path or "/", headers={"Host": words.host or url.hostname or ""})
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return {"status": answer.status, "headers": headers, "body": answer.read().decode()}
    except (OSError, http.client.HTTPException) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Ask as often as it was told."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("url")
    words.add_argument("--trust", type=Path, help="certificates that are trusted; without it none is looked at")
    words.add_argument("--to", help="address to connect to, instead of the name's")
    words.add_argument("--name", help="server name in TLS, instead of the URL's")
    words.add_argument("--host", help="Host header, instead of the URL's")
    words.add_argument("--proof", type=Path, help="client certificate with its key")
    words.add_argument("--times", type=int, default=1)
    words.add_argument("--until", type=Path, help="ask again and again until this file exists")
    chosen = words.parse_args()
    context = ssl.create_default_context(cafile=chosen.trust)
    if not chosen.trust:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if chosen.proof:
        context.load_cert_chain(chosen.proof)
    count = 0
    while count < chosen.times or (chosen.until and not chosen.until.exists()):
        print(json.dumps(asked(chosen, context)), flush=True)
        count += 1
        if chosen.until:
            time.sleep(0.02)


if __name__ == "__main__":
    main()
