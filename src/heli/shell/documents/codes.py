"""QR codes on paper."""

from io import BytesIO


QR_MM = 26
"""How wide one is printed: read at arm's length by any phone."""


def qr_png(text: str) -> bytes:
    """A QR code with error correction for print (ISO/IEC 18004, level M)."""
    import segno

    file = BytesIO()
    segno.make(text, error="m", micro=False).save(file, kind="png", scale=8, border=2)
    return file.getvalue()
