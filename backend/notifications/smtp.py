"""E-mail over `smtp://user:password@host:port`; `smtps://` is TLS from the start, `?starttls=1` upgrades."""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

from backend.kit import clock
from backend.kit.config import settings
from backend.notifications.errors import MailServerDown

_TIMEOUT_S = 10


def send(
    *, message_id: str, recipient: str, subject: str, text: str, html: str, opt_out_link: str = ""
) -> None:
    """Hand one message to the server; `message_id` becomes its Message-ID, so that a repeat is recognised.

    With `opt_out_link` mail programs show a button that declines such mail (RFC 8058).

    Raises MailServerDown when the server is away or refuses for now; without `SMTP_URL` too.
    """
    chosen = settings()
    if not chosen.smtp_url:
        raise MailServerDown("SMTP_URL is not set: there is nowhere to send mail to.")
    name, sender = parseaddr(chosen.mail_from)
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["From"] = Address(name, addr_spec=sender)
    mail["To"] = Address(addr_spec=recipient)
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    if opt_out_link:
        mail["List-Unsubscribe"] = f"<{opt_out_link}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(text)
    mail.add_alternative(html, subtype="html")
    parts = urlsplit(chosen.smtp_url)
    secure = parts.scheme == "smtps"
    port = parts.port or (465 if secure else 25)
    host = parts.hostname or "localhost"
    try:
        connection = (
            smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT_S, context=ssl.create_default_context())
            if secure
            else smtplib.SMTP(host, port, timeout=_TIMEOUT_S)
        )
        with connection as server:
            if "starttls" in parse_qs(parts.query):
                server.starttls(context=ssl.create_default_context())
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise MailServerDown(f"The mail server did not take the message: {error}") from error
