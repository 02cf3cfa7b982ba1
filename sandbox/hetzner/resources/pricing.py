"""Prices."""

from decimal import Decimal

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.catalogue import Catalogue
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document

routes = Routes()


def placed(catalogue: Catalogue, monthly: object, *, hourly: bool) -> list[Document]:
    """Return a price in every location."""
    price = catalogue.price(monthly, hourly=hourly)
    return [price | {"location": location["name"]} for location in catalogue.locations]


def by_type(entries: list[Document]) -> list[Document]:
    """Return the prices of types."""
    return [{key: entry[key] for key in ("id", "name", "prices")} for entry in entries]


@routes.on("GET", "/pricing")
def pricing(project: Project, _: Request) -> Answer:
    """Answer with all prices."""
    catalogue = project.catalogue
    rates = catalogue.rates
    families = ("ipv4", "ipv6")
    return Answer(
        {
            "pricing": {
                "currency": rates["currency"],
                "vat_rate": rates["vat_rate"],
                "image": {"price_per_gb_month": amount(catalogue, "snapshot_gb_monthly")},
                "volume": {"price_per_gb_month": amount(catalogue, "volume_gb_monthly")},
                "server_backup": {"percentage": f"{Decimal(rates['server_backup_percent']):.10f}"},
                "floating_ip": catalogue.price(rates["floating_ip_monthly"]["ipv4"], hourly=False),
                "floating_ips": [
                    {"type": family, "prices": placed(catalogue, rates["floating_ip_monthly"][family], hourly=False)}
                    for family in families
                ],
                "primary_ips": [
                    {"type": family, "prices": placed(catalogue, rates["primary_ip_monthly"][family], hourly=True)}
                    for family in families
                ],
                "server_types": by_type(catalogue.server_types),
                "load_balancer_types": by_type(catalogue.load_balancer_types),
                "traffic": {"price_per_tb": catalogue.amount(Decimal(0))},
            }
        }
    )


def amount(catalogue: Catalogue, rate: str) -> Document:
    """Return one rate of the price list."""
    return catalogue.amount(Decimal(str(catalogue.rates[rate])))
