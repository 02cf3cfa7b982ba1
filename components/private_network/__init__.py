"""A private network with one subnet per role."""

from .address_plan import AddressPlan, Room
from .args import PrivateNetworkArgs, Route, VSwitch
from .component import PrivateNetwork

__all__ = ["AddressPlan", "PrivateNetwork", "PrivateNetworkArgs", "Room", "Route", "VSwitch"]
