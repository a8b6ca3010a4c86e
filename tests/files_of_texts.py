"""Files in which teachers have texts, made here: Word, OpenDocument, web pages, EPUBs, PDFs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"

_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ODF_NAMESPACES = " ".join(
    f'xmlns:{name}="{ODF}:{long}:1.0"'
    for name, long in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "manifest": "manifest",
    }.items()
)  # fmt: skip

STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Sous"><w:name w:val="Mine"/><w:basedOn w:val="Titre1"/></w:style>'
    '<w:style w:styleId="TM1"><w:name w:val="toc 1"/></w:style></w:styles>'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of some parts, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word file with a body in Word's own XML; `parts` are notes and comments, by their names."""
    others = {
        f"word/{name}.xml": f"<w:{name} {_NAMESPACES}>{words}</w:{name}>" for name, words in parts.items()
    }
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": STYLES,
            **others,
        }
    )


def run(words: str, looks: str = "") -> str:
    """Words of one look, in Word's XML."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(inner: str, style: str = "") -> str:
    """A paragraph in Word's XML; what does not begin with a tag is words."""
    looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{looks}{inner if inner.startswith('<') else run(inner)}</w:p>"


def opendocument(body: str, styles: str = "", **parts: str) -> bytes:
    """An OpenDocument text with a body in its own XML."""
    content = (
        f"<office:document-content {_ODF_NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    pages = f"<office:document-styles {_ODF_NAMESPACES}>{parts.get('pages', '')}</office:document-styles>"
    manifest = f"<manifest:manifest {_ODF_NAMESPACES}>{parts.get('manifest', '')}</manifest:manifest>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": pages,
            "META-INF/manifest.xml": manifest,
        }
    )


def epub(chapters: Sequence[str], contents: str = "Contents") -> bytes:
    """An EPUB of chapters in HTML, with a table of contents before them."""
    listed = "".join(f'<item id="c{n}" href="text/c%20{n}.xhtml"/>' for n in range(len(chapters)))
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    head = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
            ),
            "OEBPS/content.opf": (
                '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
                f'<item id="nav" href="nav.xhtml" properties="nav"/>{listed}</manifest>'
                f'<spine><itemref idref="nav"/>{order}</spine></package>'
            ),
            "OEBPS/nav.xhtml": f"{head}<nav><ol><li>{contents}</li></ol></nav></body></html>",
            **{f"OEBPS/text/c {n}.xhtml": f"{head}{words}</body></html>" for n, words in enumerate(chapters)},
        }
    )


def page(article: str, around: str = "") -> bytes:
    """A saved web page with a menu and a foot around its article."""
    return (
        "<!DOCTYPE html><html lang=fr><head><meta charset=utf-8><title>Le site</title>"
        "<style>p{}</style></head>"
        f"<body><nav><a href=/>Accueil</a></nav>{around}<article>{article}</article>"
        "<footer>Mentions légales</footer><script>var p = '<p>non</p>'</script></body></html>"
    ).encode()


def printed(paragraphs: Sequence[str], *, head: str = "", title: str = "", language: str = "fr") -> bytes:
    """A PDF with a text layer, words broken at line ends, a running head and numbers of pages."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        pytest.skip(f"PDFs are made with WeasyPrint: {error}")

    css = (
        f'@page {{ size: A5; margin: 2.2cm 2cm; @top-center {{ content: "{head}"; font-size: 8pt }} '
        '@bottom-center { content: "– " counter(page) " –" } }'
        "body { font: 11pt serif; text-align: justify; hyphens: auto } p { text-indent: 1.2em; margin: 0 }"
    )
    words = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    heading = f"<h1>{title}</h1>" if title else ""
    made: bytes = weasyprint.HTML(
        string=f"<html lang={language}><style>{css}</style>{heading}{words}"
    ).write_pdf()
    return made
