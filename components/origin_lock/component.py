"""The lock between the edge and an origin."""

import base64
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import pulumi
import pulumi_cloudflare as cloudflare
import pulumi_random as random

from .._base.bundle import Part
from .._base.component import Component
from .._base.errors import refuse
from .._base.keys import SEED_BYTES
from .._base.pull_certificate import PullCertificate
from . import certificates, delivery, generations
from .args import OriginLockArgs
from .generations import VALID_DAYS, Generation

T = TypeVar("T")


class OriginLock(Component):
    """What our edge shows an origin, what the origin shows the edge, and the proxy that lets in nobody else.

    Does not make the node that the proxy runs on, nor open its port: the node's exposures do, from the edge's ranges
    alone. Does not upload what the edge shows: the zone does, once the nodes accept it. Does not encrypt the way from
    the proxy to its upstreams, which is why they have to be close.
    """

    part: Part
    """What the bundles of its nodes must hold."""
    pull_certificates: Mapping[int, PullCertificate]
    """Generation -> what the edge shows: the zone uploads all of them, and the edge uses the newest."""
    origin_certificate: pulumi.Output[str]
    """PEM. What the origin shows the edge: of the newest generation, signed by the vendor's Origin CA."""

    def __init__(self, name: str, args: OriginLockArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        refuse([f"{name}.{problem}" for problem in args.problems()])
        super().__init__("arqora:edge:OriginLock", name, facts(args), opts)
        for warning in generations.warnings(args.generations, args.today):
            pulumi.log.warn(f"{name}.{warning}", self)
        seeds = {each: self._seed(name, each) for each in args.listed}
        pulls = {each: pull(seed, args.zone, each) for each, seed in seeds.items()}
        signed = {each: self._signed(name, each, seed, args) for each, seed in seeds.items()}
        newest = args.listed[-1]
        self.pull_certificates = {
            each.number: PullCertificate(
                certificate=pulumi.Output.unsecret(found.apply(lambda one: one.certificate)),
                private_key=pulumi.Output.secret(found.apply(lambda one: one.private_key)),
                expires=each.expires,
            )
            for each, found in pulls.items()
        }
        self.origin_certificate = signed[newest].certificate
        self.part = delivery.part(
            args,
            {
                each.number: pulumi.Output.unsecret(found.apply(lambda one: one.authority))
                for each, found in pulls.items()
            },
            self.origin_certificate,
            pulumi.Output.secret(of(seeds[newest], certificates.origin_key)),
        )
        self.register_outputs({"originCertificate": self.origin_certificate})

    def _seed(self, name: str, generation: Generation) -> pulumi.Output[str]:
        """Everything of a generation comes from this: who has it has the keys."""
        return random.RandomBytes(f"{name}-generation-{generation.number}", length=SEED_BYTES, opts=self.child()).base64

    def _signed(
        self, name: str, generation: Generation, seed: pulumi.Output[str], args: OriginLockArgs
    ) -> cloudflare.OriginCaCertificate:
        """One for each generation: an old one is revoked only when no origin has shown it for a whole update.

        Names are sorted: another order would be another certificate, and the vendor may answer with an order of its own
        (cloudflare/terraform-provider-cloudflare, issue 5392).
        """
        hostnames = tuple(sorted(args.hostnames))
        request = of(seed, lambda found: certificates.signing_request(found, args.zone, hostnames))
        return cloudflare.OriginCaCertificate(
            f"{name}-{generation.number}",
            csr=pulumi.Output.unsecret(request),
            hostnames=list(hostnames),
            request_type="origin-ecc",
            requested_validity=VALID_DAYS,
            opts=self.child(depends_on=list(args.after)),
        )


def of(seed: pulumi.Output[str], make: Callable[[bytes], T]) -> pulumi.Output[T]:
    """Return what is made from a seed."""
    return seed.apply(lambda found: make(base64.b64decode(found)))


def pull(seed: pulumi.Output[str], zone: str, generation: Generation) -> pulumi.Output[certificates.Pull]:
    """Return what proves the edge in one generation."""
    return of(seed, lambda found: certificates.pull(found, zone, generation))


def facts(args: OriginLockArgs) -> dict[str, Any]:
    """Return what was decided, for policies and reports."""
    return {
        "zone": args.zone,
        "hostnames": list(args.hostnames),
        "upstreams": {host: list(each) for host, each in args.upstreams.items()},
        "generations": [
            {"number": each.number, "firstDay": str(each.first_day), "expires": str(each.expires)}
            for each in args.listed
        ],
    }
