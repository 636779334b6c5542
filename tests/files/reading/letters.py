"""E-mails with files, made on the spot."""

from email.message import EmailMessage


def letter(subject: str, *files: tuple[str, bytes], inside: EmailMessage | None = None) -> EmailMessage:
    """A mail with files, and another mail behind them."""
    made = EmailMessage()
    made["From"], made["To"] = "Ana Soto <ana@muni.example>", "genero@muni.example"
    made["Date"], made["Subject"] = "Mon, 2 Nov 2026 10:00:00 -0300", subject
    made["Message-ID"] = "<1@muni.example>"
    made.set_content("Adjunto lo pedido.")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if inside is not None:
        made.add_attachment(inside)
    return made
