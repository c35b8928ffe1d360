"""A small plan in which nothing is amiss until a test changes it, and what the tests ask of findings."""

from __future__ import annotations

from collections.abc import Callable

from workflows.register_check import Finding

Findings = tuple[Finding, ...]
Found = Callable[..., Findings]

CLEAN_PLAN = {
    "plan.csv": "key,title,local_area,kind,period_end\nclean,A plan with nothing amiss,Smallshire,WSOA,2024-12-31\n",
    "ratings.csv": (
        "code,label,order,meaning,role,rank,colour,confirmed\n"
        "BLUE,Blue,1,Complete and embedded,complete,1,#1D70B8,yes\n"
        "GREEN,Green,2,On track,on_track,2,#00703C,yes\n"
        "AMBER,Amber,3,At risk,at_risk,3,#F4A024,yes\n"
        "RED,Red,4,Off track,off_track,4,#D4351C,yes\n"
    ),
    "areas.csv": "area_ref,title,sro_post,sro_organisation\n1,Talking to families,Director of Education,Council\n",
    "objectives.csv": "objective_ref,area_ref,title\n1.1,1,Families know what there is\n1.2,1,Families wait less\n",
    "actions.csv": (
        "action_ref,objective_ref,area_ref,title,lead_posts\n"
        '1.1.1,1.1,1,Publish the guide for families,"Guide Editor, Council"\n'
        '1.1.2,1.1,1,Train every front desk,"Training Manager, Council"\n'
        '1.2.1,1.2,1,Open a second clinic,"Head of Therapies, Trust"\n'
    ),
    "milestones.csv": (
        "action_ref,seq,due_text,due,measure\n"
        "1.1.1,1,March 2023,2023-03-31,Guide for families published\n"
        "1.1.2,1,June 2023,2023-06-30,60% of desk staff trained\n"
        "1.1.2,2,December 2023,2023-12-31,90% of desk staff trained\n"
        "1.2.1,1,September 2023,2023-09-30,Clinic open two days a week; waiting list moved over\n"
    ),
    "posts.csv": (
        "post,organisation,kind\nDirector of Education,Council,sro\nGuide Editor,Council,lead\n"
        "Training Manager,Council,lead\nHead of Therapies,Trust,lead\n"
    ),
    "indicators.csv": (
        "indicator_ref,area_ref,title,unit,direction,baseline,baseline_date,action_refs\n"
        "1.1a,1,Guide for families published by June 2023,milestone,na,,,1.1.1\n"
        "1.2,1,Families seen within 18 weeks: 80% by March 2024,percent,up,50,June 2022,1.2.1\n"
        "1.3,1,Weeks waited,weeks,down,31,June 2022,1.2.1\n"
    ),
    "indicator_targets.csv": (
        "indicator_ref,date_text,date,target\n"
        "1.1a,by June 2023,2023-06-30,published\n"
        "1.2,Mar 23,2023-03-31,60\n1.2,Mar 24,2024-03-31,80\n"
        "1.3,Mar 23,2023-03-31,29\n1.3,Mar 24,2024-03-31,26\n"
    ),
    "meetings.csv": "board,held_on,cut_off\nBoard,2022-11-24,\n",
}
PEOPLE = {
    "people.csv": (
        "person,name,email,entra_object_id,organisation,route\n"
        "ada,Ada Byron,ada@example.org,,Council,teams\nben,Ben Okri,ben@example.org,,Trust,email\n"
    ),
    "appointments.csv": (
        "post,organisation,person,from,to,capacity\nDirector of Education,Council,ada,,,holder\n"
        "Guide Editor,Council,ada,,,holder\nTraining Manager,Council,ada,,,holder\n"
        "Head of Therapies,Trust,ben,,,holder\n"
    ),
    "roles.csv": "person,role\nada,compliance\n",
}

Edit = tuple[str, str, str]
"""A file, a text that it must hold, and what stands there instead."""


def only(findings: Findings, code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def places(findings: Findings, code: str) -> list[tuple[str, ...]]:
    return [finding.places for finding in only(findings, code)]


def refs(findings: Findings, code: str) -> list[str]:
    return [ref for place in places(findings, code) for ref in place]
