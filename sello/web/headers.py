"""Security headers of every answer: nothing inline, nothing from elsewhere, nothing framed."""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
    )
)


def install(app: Flask) -> None:
    """Hang the headers on every answer; a view may set a stricter policy of its own."""

    @app.after_request
    def add(response: Response) -> Response:
        set_default = response.headers.setdefault
        set_default("Content-Security-Policy", POLICY)
        set_default("X-Content-Type-Options", "nosniff")
        set_default("X-Frame-Options", "DENY")
        set_default("Referrer-Policy", "same-origin")
        set_default("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        set_default("Cross-Origin-Opener-Policy", "same-origin")
        if request.endpoint != "static":
            set_default("Cache-Control", "no-store")
        if request.is_secure:
            set_default("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        return response
