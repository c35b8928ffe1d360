"""Two decide about one thing at the same moment: the first is kept, and the second is told how it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session, select

from store import tables
from store.database import open_engine, transaction
from store.types import DateChangeStatus, Lifecycle
from tests.at_once import second_before_the_first_is_kept
from tests.audits import chains_hold
from tests.conftest import Store
from tests.workflows.governing.office import BLUE, DEPUTY, SRO, TUESDAY, Office
from workflows.governing.call_ins import call_in
from workflows.governing.dispute_refusals import CalledInAlready
from workflows.governing.refusals import AskedAlready, GoverningRefused, NothingAsked, SignedOffAlready

LATER, LATEST = date(2023, 1, 31), date(2023, 2, 28)


def in_office(store: Store, act: Callable[[Office], object]) -> Callable[[Session], object]:
    return lambda session: act(Office(session, store.audit))


def prepare(store: Store, act: Callable[[Office], object]) -> None:
    engine = open_engine(store.database_url)
    with transaction(engine) as session:
        act(Office(session, store.audit))
    engine.dispose()


@pytest.mark.parametrize("approved_first", [True, False])
def test_a_date_is_either_approved_or_refused(sample_store: Store, approved_first: bool) -> None:
    prepare(sample_store, lambda office: office.request(LATER))
    approve, refuse = in_office(sample_store, Office.approve), in_office(sample_store, Office.refuse)
    first, second = (approve, refuse) if approved_first else (refuse, approve)
    _, told = second_before_the_first_is_kept(sample_store, first, second)
    assert isinstance(told, NothingAsked)
    engine = open_engine(sample_store.database_url)
    with transaction(engine, reads_only=True) as session:
        change = session.exec(select(tables.DateChange)).one()
        assert change.status is (DateChangeStatus.APPROVED if approved_first else DateChangeStatus.REFUSED)
        assert (Office(session, sample_store.audit).milestone().current_due == LATER) is approved_first
        assert chains_hold(session, sample_store.audit)
    engine.dispose()


def test_one_date_is_asked_for_and_the_other_is_told_that_it_waits(sample_store: Store) -> None:
    _, told = second_before_the_first_is_kept(
        sample_store,
        in_office(sample_store, lambda office: office.request(LATER)),
        in_office(sample_store, lambda office: office.request(LATEST, by=DEPUTY)),
    )
    assert isinstance(told, AskedAlready)


def test_an_action_is_signed_off_once(sample_store: Store) -> None:
    prepare(sample_store, lambda office: (office.say(BLUE), office.accept()))
    sign_off = in_office(sample_store, Office.sign_off)
    _, told = second_before_the_first_is_kept(sample_store, sign_off, sign_off)
    assert isinstance(told, SignedOffAlready)


def test_an_action_is_paused_once(sample_store: Store) -> None:
    pause = in_office(
        sample_store, lambda office: office.decide(Lifecycle.PAUSED, reason="No money", decision_reference="SSPB 1")
    )
    _, told = second_before_the_first_is_kept(sample_store, pause, pause)
    assert isinstance(told, GoverningRefused)


def test_an_action_is_called_in_once(sample_store: Store) -> None:
    def call(office: Office) -> object:
        action, sro = office.action(), office.person(SRO)
        return call_in(office.session, office.audit, person=sro, action=action, reason="Families ask", now=TUESDAY)

    _, told = second_before_the_first_is_kept(
        sample_store, in_office(sample_store, call), in_office(sample_store, call)
    )
    assert isinstance(told, CalledInAlready)
