"""20,000 people: a lead of their own for each action, and deputies for every third; all can be reached in Teams."""

from sqlalchemy import Connection, insert, select

from benchmarks.asking.moments import NOW
from store.tables import Action, ActionLead, Appointment, Conversation, Person, Post
from store.types import Capacity

DEPUTY_OF_EVERY = 3


def give_each_action_its_people(connection: Connection, service_url: str) -> int:
    """In place of the posts that the plans share, being made from one sample. Gives the number of people."""
    actions = connection.execute(select(Action.id).order_by(Action.id)).scalars().all()
    deputies = actions[::DEPUTY_OF_EVERY]
    connection.execute(ActionLead.__table__.delete())  # type: ignore[attr-defined]
    posts = _inserted(connection, Post, [{"title": f"Lead of {one}", "organisation": ""} for one in actions])
    names = [f"lead-{one}" for one in actions] + [f"deputy-{one}" for one in deputies]
    people = _inserted(
        connection, Person, [{"key": name, "name": name, "entra_object_id": f"entra-{name}"} for name in names]
    )
    post_of = dict(zip(actions, posts, strict=True))
    leads = [{"action_id": one, "post_id": post_of[one], "position": 0} for one in actions]
    connection.execute(insert(ActionLead), leads)
    held = [(post_of[one], Capacity.HOLDER) for one in actions] + [(post_of[one], Capacity.DEPUTY) for one in deputies]
    appointed = [
        Appointment(post_id=post, person_id=person, capacity=capacity).model_dump(exclude={"id"})
        for (post, capacity), person in zip(held, people, strict=True)
    ]
    connection.execute(insert(Appointment), appointed)
    chats = [
        Conversation(
            person_id=person, tenant_id="tenant", service_url=service_url, conversation_id=f"a:{person}", seen_at=NOW
        ).model_dump(exclude={"id"})
        for person in people
    ]
    connection.execute(insert(Conversation), chats)
    return len(people)


def _inserted(connection: Connection, table: type[Post] | type[Person], rows: list[dict[str, str]]) -> list[int]:
    """Their ids, in the order of the rows."""
    whole = [table(**row).model_dump(exclude={"id"}) for row in rows]
    made = connection.execute(insert(table).returning(table.id, sort_by_parameter_order=True), whole)
    return [int(one) for one in made.scalars()]
