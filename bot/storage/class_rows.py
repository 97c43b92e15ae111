"""Every question asked about supervisors, their classes and who joined them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, func, orm, select

from bot.counseling.consent import VERSIONS
from bot.storage.class_models import Access, Class, Membership, SignIn, SignInAttempt, Supervisor
from bot.storage.models import Consent, Practice, PracticeTurn, Session

# The last answer to "may supervisors read this?" counts, and only one to today's wording.
_CONSENTS = (
    select(Consent.id)
    .where(Consent.client_id == Membership.client_id, Consent.purpose == "supervision")
    .order_by(Consent.at.desc())
    .limit(1)
    .correlate(Membership)
    .scalar_subquery()
)
_AGREED = (
    select(Consent.id)
    .where(Consent.id == _CONSENTS, Consent.given.is_(True), Consent.version == VERSIONS["supervision"])
    .exists()
)


class ClassRows:
    """Rows by what they mean. It finds and deletes; what is new is added through `Repository.add`."""

    def __init__(self, session: orm.Session) -> None:
        self._session = session

    # ---- supervisors ----------------------------------------------------------------------------------------------

    def supervisors(self) -> list[Supervisor]:
        """All of them. Their names are sealed, so that one is found by looking through all, who are few."""
        return list(self._session.scalars(select(Supervisor).order_by(Supervisor.created_at)))

    def supervisor(self, supervisor_id: str) -> Supervisor | None:
        return self._session.get(Supervisor, supervisor_id)

    def remove_supervisor(self, supervisor_id: str) -> None:
        """Delete a supervisor, their classes and who joined them."""
        self._session.execute(delete(Supervisor).where(Supervisor.id == supervisor_id))

    def sign_in(self, sign_in_id: str) -> SignIn | None:
        return self._session.get(SignIn, sign_in_id)

    def sign_out(self, sign_in_id: str) -> None:
        self._session.execute(delete(SignIn).where(SignIn.id == sign_in_id))

    def sign_out_everywhere(self, supervisor_id: str) -> None:
        self._session.execute(delete(SignIn).where(SignIn.supervisor_id == supervisor_id))

    def attempts(self, name_hash: str, since: datetime) -> list[datetime]:
        """When somebody has tried to sign in under a name since then, oldest first."""
        asked = select(SignInAttempt.at).where(SignInAttempt.name_hash == name_hash, SignInAttempt.at > since)
        return list(self._session.scalars(asked.order_by(SignInAttempt.at)))

    def forget_attempt(self, attempt_id: str) -> None:
        self._session.execute(delete(SignInAttempt).where(SignInAttempt.id == attempt_id))

    # ---- classes --------------------------------------------------------------------------------------------------

    def class_by_code(self, code_hash: str) -> Class | None:
        return self._session.scalars(select(Class).where(Class.code_hash == code_hash)).one_or_none()

    def class_of(self, supervisor_id: str, class_id: str) -> Class | None:
        """A class of this supervisor's."""
        asked = select(Class).where(Class.id == class_id, Class.supervisor_id == supervisor_id)
        return self._session.scalars(asked).one_or_none()

    def next_number(self, class_id: str) -> int:
        """The number of somebody new; of two who join at once, at two replicas, the second waits for the first."""
        self._session.execute(select(Class.id).where(Class.id == class_id).with_for_update())
        newest = select(func.max(Membership.number)).where(Membership.class_id == class_id)
        return int(self._session.execute(newest).scalar_one() or 0) + 1

    def members(self, class_id: str) -> list[Membership]:
        """The trainees of a class who let their practice be read, in the order in which they joined."""
        asked = select(Membership).where(Membership.class_id == class_id, _AGREED).order_by(Membership.number)
        return list(self._session.scalars(asked))

    def member(self, membership_id: str) -> Membership | None:
        """A membership, while its trainee lets their practice be read."""
        return self._session.scalars(select(Membership).where(Membership.id == membership_id, _AGREED)).one_or_none()

    def memberships(self, client_id: str) -> list[Membership]:
        """The classes that a client is in and lets their practice be read in."""
        asked = select(Membership).where(Membership.client_id == client_id, _AGREED).order_by(Membership.joined_at)
        return list(self._session.scalars(asked))

    def readable(self, membership: Membership) -> list[Practice]:
        """The sessions of practice that a supervisor may read by a membership, oldest first."""
        asked = (
            select(Practice)
            .join(Session, Session.id == Practice.session_id)
            .where(Session.client_id == membership.client_id, Session.mode == "practice")
            .where(Session.started_at >= membership.sees_from)
            .order_by(Session.started_at)
        )
        return [practice for practice in self._session.scalars(asked) if practice.opening]

    def count_turns(self, session_id: str) -> int:
        """How many of the trainee's turns in a session stand."""
        standing = (PracticeTurn.session_id == session_id, PracticeTurn.taken_back.is_(False))
        return int(self._session.execute(select(func.count()).select_from(PracticeTurn).where(*standing)).scalar_one())

    def readable_by(self, supervisor_id: str, session_id: str) -> tuple[Membership, Practice] | None:
        """A session of practice that this supervisor may read, with the membership that lets them; else None."""
        asked = (
            select(Membership)
            .join(Class, Class.id == Membership.class_id)
            .join(Session, Session.client_id == Membership.client_id)
            .where(Class.supervisor_id == supervisor_id, Session.id == session_id, _AGREED)
            .order_by(Membership.joined_at)
        )
        for membership in self._session.scalars(asked):
            for practice in self.readable(membership):
                if practice.session_id == session_id:
                    return membership, practice
        return None

    # ---- the trail -------------------------------------------------------------------------------------------------

    def trail(self) -> list[tuple[Access, Membership | None]]:
        """What supervisors saw and did, oldest first, with the membership by which they saw it while there is one."""
        asked = (
            select(Access, Membership)
            .outerjoin(
                Membership, and_(Membership.class_id == Access.class_id, Membership.client_id == Access.client_id)
            )
            .order_by(Access.at, Access.id)
        )
        return [(access, membership) for access, membership in self._session.execute(asked)]
