"""What may identify a child, and how a person is told so without its being repeated."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    NAME_AND_AGE = "name_and_age"
    YEAR_AND_SCHOOL = "year_and_school"
    INITIALS_AND_CONDITION = "initials_and_condition"
    DATE_OF_BIRTH = "date_of_birth"
    NHS_NUMBER = "nhs_number"
    UPN = "upn"
    EHC_PLAN_NUMBER = "ehc_plan_number"
    POSTCODE = "postcode"
    SMALL_COUNT = "small_count"
    ONE_CHILD = "one_child"
    NAME_AND_FAMILY = "name_and_family"


WORDS = {
    Kind.NAME_AND_AGE: "a first name with an age",
    Kind.YEAR_AND_SCHOOL: "a year group with a named school",
    Kind.INITIALS_AND_CONDITION: "initials with a condition",
    Kind.DATE_OF_BIRTH: "a date of birth",
    Kind.NHS_NUMBER: "an NHS number",
    Kind.UPN: "a unique pupil number",
    Kind.EHC_PLAN_NUMBER: "the number of an EHC plan",
    Kind.POSTCODE: "a postcode",
    Kind.SMALL_COUNT: "a count of fewer than 5 children",
    Kind.ONE_CHILD: "words about one child",
    Kind.NAME_AND_FAMILY: "a first name with a family",
}
