"""Runs an order and prints what was seen: one JSON object on standard output, progress on standard error."""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from operations.audit.probe import datagrams, echo, order, route
from operations.audit.probe.order import Order, ranges
from operations.audit.probe.syn import Scan


def main(data: dict[str, Any]) -> int:
    """Run an order given as data. Returns 0; 2 where this place cannot be looked from, with the reason on stderr."""
    try:
        json.dump(look(order.read(data)), sys.stdout)
    except PermissionError:
        say("needs root (CAP_NET_RAW), to send and hear packets that belong to no connection; run it with sudo")
        return 2
    except (OSError, ValueError) as error:
        say(str(error))
        return 2
    return 0


def say(text: str) -> None:
    """Tell people how it goes."""
    print(f"probe: {text}", file=sys.stderr, flush=True)


def look(wanted: Order) -> dict[str, Any]:
    """Look at every target and return what was seen, as data; port lists are texts such as `22,8000-8010`."""
    started = time.monotonic()
    if os.geteuid():
        raise PermissionError
    routes = route.find(each.address for each in wanted.targets)
    with ThreadPoolExecutor() as both:  # over before the scan starts a process of its own
        pinging = both.submit(echo.ping, [each.address for each in wanted.targets if each.ping])
        asking = both.submit(datagrams.ask, [(each.address, port) for each in wanted.targets for port in each.udp])
        answered, heard = pinging.result(), asking.result()
    scan = Scan(wanted, routes, say)
    found = scan.run()
    addresses = {}
    for each in wanted.targets:
        tcp = found.get(each.address)
        udp = heard.get(each.address)
        addresses[each.address] = {
            "routed": each.address in routes,
            "ping": each.address in answered if each.ping else None,
            "tcp": {"open": ranges(tcp.open if tcp else ()), "refused": ranges(tcp.refused - tcp.open if tcp else ())},
            "udp": {"open": ranges(udp.open if udp else ()), "refused": ranges(udp.refused if udp else ())},
        }
    seconds = round(time.monotonic() - started, 2)
    return {"addresses": addresses, "packets": scan.sent, "repeated": scan.repeated, "seconds": seconds}
