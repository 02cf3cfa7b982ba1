"""Forms as browsers and the vendor's clients send them (RFC 7578)."""

from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesHeaderParser


@dataclass(frozen=True)
class Part:
    """One field or file of a form."""

    name: str
    filename: str | None
    media_type: str | None
    """As the sender said it; None if it did not."""
    content: bytes = field(repr=False)


def parts(content_type: str, content: bytes) -> list[Part]:
    """Return the parts of a form, in order.

    Args:
        content_type: the header, with the boundary.
        content: the body.

    Raises:
        ValueError: it is no form, or cut off.

    """
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_param("boundary")
    if header.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        raise ValueError(f"{content_type or 'no content type'} is no form with a boundary")
    _, *pieces = (b"\r\n" + content).split(b"\r\n--" + boundary.encode())
    if not pieces or not pieces[-1].startswith(b"--"):
        raise ValueError("the form has no end")
    return [part(piece) for piece in pieces[:-1]]


def part(piece: bytes) -> Part:
    """Return what stands between two boundaries."""
    head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    header = BytesHeaderParser().parsebytes(head)
    name = header.get_param("name", header="content-disposition")
    kind = header.get("content-type")
    return Part(str(name or ""), header.get_filename(), kind, content)
