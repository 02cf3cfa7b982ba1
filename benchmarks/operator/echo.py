"""Runs on a machine, sent as text: answers every packet with itself. The port is its argument."""

import socket
import sys

here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
here.bind(("", int(sys.argv[1])))
while True:
    here.sendto(*here.recvfrom(2048))
