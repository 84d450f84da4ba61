"""Word files built by hand for the tests: ``built(p("One") + tbl(tr(tc(p("Two")))))`` gives the bytes of a DOCX."""

from __future__ import annotations

import io
import zipfile

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w99="urn:nobody-knows"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
ROOTS = {"header": "hdr", "footer": "ftr"}


def relations(*pairs: tuple[str, str], external: str = "") -> str:
    rels = "".join(f'<Relationship Id="r{i}" Type="{REL}{k}" Target="{t}"/>' for i, (k, t) in enumerate(pairs))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}{external}</Relationships>'


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in files.items():
            z.writestr(name, data)
    return out.getvalue()


def built(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """A DOCX of body XML; a part's key is its kind, with a number if there are several ("header1")."""
    kinds = [(key, key.rstrip("0123456789")) for key in parts]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", main)),
        main: f"<w:document {NS}><w:body>{body}</w:body></w:document>",
    }
    folder, _, name = main.rpartition("/")
    files[f"{folder}/_rels/{name}.rels"] = relations(*[(kind, f"{key}.xml") for key, kind in kinds])
    for key, kind in kinds:
        root = ROOTS.get(kind, kind)
        files[f"{folder}/{key}.xml"] = f"<w:{root} {NS}>{parts[key]}</w:{root}>"
    return zipped(files)


def p(*runs: str, props: str = "") -> str:
    return f"<w:p><w:pPr>{props}</w:pPr>{''.join(r if r.startswith('<') else t(r) for r in runs)}</w:p>"


def t(text: str, props: str = "") -> str:
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*content: str, props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{''.join(content)}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, props: str = "") -> str:
    return f"<w:tbl><w:tblPr>{props}</w:tblPr>{''.join(rows)}</w:tbl>"


def style(key: str, inner: str, kind: str = "paragraph", **more: str) -> str:
    base = f'<w:basedOn w:val="{more["based"]}"/>' if "based" in more else ""
    name = more.get("name", key)
    on = ' w:default="1"' if name == "Normal" else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"{on}><w:name w:val="{name}"/>{base}{inner}</w:style>'
