"""A configuration as a QR code, for the applications of phones."""

import io

import segno


def terminal(text: str) -> str:
    """Return a QR code in half blocks, dark on light whatever the terminal's colours are."""
    drawn = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()


def svg(text: str) -> str:
    """Return a QR code as a document of its own."""
    drawn = io.BytesIO()
    segno.make(text, error="l", micro=False).save(drawn, kind="svg", scale=4)
    return drawn.getvalue().decode()
