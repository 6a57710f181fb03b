"""Web sessions: cookies, anti-forgery tokens, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.contract.quirks import Quirks
from tests.contract.store import Store
from tests.contract.wire import Request, Response

COOKIE = "PHPSESSID"
TRUST = "hb_trusted"


@dataclass
class Session:
    """`stage`: "out", "code" (the password was right, the code is due), "in"."""

    id: str
    nonce: str
    stage: str = "out"
    tokens: list[str] = field(default_factory=list)
    requests: int = 0
    code_sent: float = 0.0
    asked: str = ""
    flash: list[str] = field(default_factory=list)
    uploads: dict[str, tuple[str, bytes]] = field(default_factory=dict)


class Sessions:
    def __init__(self, quirks: Quirks, store: Store) -> None:
        self.quirks, self.store = quirks, store
        self.open: dict[str, Session] = {}
        self.trusted: set[str] = set()

    def of(self, request: Request) -> Session:
        """The request's session, a new one if there is none."""
        session = self.open.get(request.cookie(COOKIE))
        if session is None:
            return self.start()
        if session.stage == "in":
            session.requests += 1
            life = self.quirks.session_requests
            if life is not None and session.requests > life:
                self.open.pop(session.id)
                return self.start()
        return session

    def start(self, stage: str = "out") -> Session:
        session = Session(self.store.secret(26), self.store.secret(8), stage)
        self.open[session.id] = session
        return session

    def renew(self, session: Session, stage: str) -> Session:
        """A sign-in changes the session's id, as it should."""
        self.open.pop(session.id, None)
        new = self.start(stage)
        new.asked = session.asked
        return new

    def end_all(self) -> None:
        self.open.clear()

    def token(self, session: Session) -> str:
        """The token that a page's form carries."""
        if not session.tokens or self.quirks.token_single_use:
            session.tokens.append(self.store.secret(32))
        return session.tokens[-1]

    def hidden(self, session: Session) -> str:
        """The hidden fields of every form."""
        fields = {self.quirks.token_name: self.token(session)}
        if self.quirks.nonce:
            fields["hb_nonce"] = session.nonce
        return "".join(
            f'<input type="hidden" name="{name}" value="{value}"/>' for name, value in fields.items()
        )

    def accepts(self, session: Session, request: Request, *, spend: bool = True) -> bool:
        """Whether a POST carries the hidden fields. `spend` is False for an upload."""
        token = request.form.get(self.quirks.token_name)
        if not spend and not token:  # as scripts send it
            token = request.headers.get("x-csrf-token", "")
        if token not in session.tokens:
            return False
        if self.quirks.nonce and request.form.get("hb_nonce") != session.nonce:
            return False
        if self.quirks.token_single_use and spend:
            session.tokens.remove(token)
        return True

    def keep(self, session: Session, request: Request, response: Response) -> Response:
        """Sets the cookie where the browser does not have it yet."""
        if session.id in self.open and request.cookie(COOKIE) != session.id:
            response.headers.append(("Set-Cookie", f"{COOKIE}={session.id}; path=/; HttpOnly"))
        return response
