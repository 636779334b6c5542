"""The frame of a short letter: the same words as plain text and as sober HTML."""

from collections.abc import Sequence
from html import escape

STYLE = "font-family:system-ui,'Segoe UI',sans-serif;font-size:16px;line-height:1.5;color:#221c2e"
BUTTON = (
    "display:inline-block;padding:12px 20px;border-radius:6px;"
    "background:#4a2377;color:#ffffff;text-decoration:none"
)


def letter(
    paragraphs: Sequence[str], *, link: tuple[str, str] | None = None, closing: Sequence[str] = ()
) -> tuple[str, str]:
    """Write a letter as (text, HTML): paragraphs, one link as (label, address), closing paragraphs."""
    label, address = link or ("", "")
    text = "\n\n".join([*paragraphs, *([f"{label}:\n{address}"] if link else []), *closing]) + "\n"
    blocks = [f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs]
    if link:
        blocks.append(f'<p><a style="{BUTTON}" href="{escape(address)}">{escape(label)}</a></p>')
        blocks.append(f"<p>{escape(address)}</p>")
    blocks += [f"<p>{escape(paragraph)}</p>" for paragraph in closing]
    body = "\n".join(blocks)
    html = (
        f'<!doctype html>\n<html lang="es-CL"><head><meta charset="utf-8"></head>'
        f'<body style="{STYLE}">\n{body}\n</body></html>\n'
    )
    return text, html
