"""Pages -> tagged PDFs, with WeasyPrint: an optional extra, `citedeck[pdf]`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from citedeck.messages import progress
from citedeck.model import Output

FOLDERS = ("sheets/", "keys/", "documents/")
VARIANT = "pdf/ua-1"
"""A tagged PDF, which a screen reader can read."""


class NoPrinterError(Exception):
    """WeasyPrint, or a library of the system that it needs, is not there."""


def printer() -> Callable[[bytes], bytes]:
    """What makes a PDF of a page. Raises NoPrinterError with the way out."""
    try:
        import weasyprint
    except ImportError:
        raise NoPrinterError('PDFs are made with WeasyPrint: pip install "citedeck[pdf]"') from None
    except OSError as error:
        raise NoPrinterError(f"WeasyPrint needs Pango on this system: {error}") from None

    def made(page: bytes) -> bytes:
        document = weasyprint.HTML(string=page.decode("utf-8"), url_fetcher=_nothing)
        return bytes(document.write_pdf(pdf_variant=VARIANT))

    return made


def printed(outputs: Iterable[Output]) -> Iterator[Output]:
    """A PDF for each page that is for paper."""
    make = printer()
    pages = [
        output for output in outputs if output.path.endswith(".html") and output.path.startswith(FOLDERS)
    ]
    for output in progress.through("printing", pages):
        yield Output(output.path.removesuffix(".html") + ".pdf", make(output.data))


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    """Pages hold all they need: nothing is fetched for them."""
    raise ValueError(url)
