"""The beginning of an instance."""

from sello.accounts import email_address
from sello.accounts.domain.actor import Role
from sello.accounts.domain.passwords import check_new_password
from sello.accounts.domain.people import EmailTaken
from sello.accounts.models import Institution
from sello.accounts.queries import identity
from sello.accounts.service.people import PersonData, add_person
from sello.core.db import db, everywhere
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import record


def begin_instance(
    *,
    institution: str,
    name: str,
    email: str,
    post: str,
    password: str,
    at: Moment,
    temporary: bool = True,
) -> int:
    """Found an institution, in the zone of `at`, with its first secretariat account; returns its id.

    The password was chosen or seen by whoever runs the command, so it is changed at the first sign-in
    unless it is said to be final.
    Raises AddressIncomplete, EmailTaken, and the refusals of `check_new_password`.
    """
    email_address.checked(email)
    check_new_password(password, email=email, name=name)
    if identity.credentials(email) is not None:
        raise EmailTaken
    place = Institution(name=" ".join(institution.split()), zone=at.zone, created_at=at.now)
    db.session.add(place)
    db.session.flush()
    data = PersonData(name=name, email=email, post=post, role=Role.SECRETARIAT, unit_id=None)
    with everywhere():
        person = add_person(data, institution_id=place.id, password=password, at=at)
        person.password_temporary = temporary
        db.session.flush()
        founder = identity.credentials(email)
        assert founder is not None
        record(founder.person, Act.INSTITUTION_FOUNDED, place.id, now=at.now)
        db.session.flush()
    return place.id
