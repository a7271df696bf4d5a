"""Which of a file's columns are likely to be which of ours, for people to look at."""

import difflib
import re
from collections.abc import Sequence

from moments.infrastructure.directory.columns import Column

_WORDS = {
    "employee_id": ("emplid", "empid", "workerid", "personnelnumber", "persno", "pernr", "associateid", "staffid"),
    "first_name": ("firstname", "givenname", "preferredfirstname"),
    "last_name": ("lastname", "surname", "familyname"),
    "email": ("emailaddress", "emailaddr", "mail", "workemail", "businessemail"),
    "department": ("agencyname", "orgunit", "organizationalunit", "company", "supervisoryorganization", "deptid"),
    "division": ("subdivision", "section", "bureau"),
    "job_title": ("jobtitles", "position", "titledescription", "businesstitle", "jobprofile", "positiontext"),
    "work_location": ("worklocation", "worklocationborough", "workplace", "site", "city", "personnelsubarea"),
    "hire_date": ("hiredt", "dateofhire", "startdate", "agencystartdate", "originalhiredate", "entrydate"),
    "employment_type": ("fullorparttime", "fullparttime", "fullparttime", "timetype", "employeesubgroup", "workertype"),
    "on_leave_until": ("leaveend", "estimatedreturndate", "leavereturn", "leavestatus"),
    "supervisor_id": ("managerid", "reportsto", "managersemployeeid", "managernumber", "supervisorid"),
    "evaluation_date": ("reviewdate", "evaluationdate", "reviewdt", "lastreview"),
    "at_risk": ("rating", "evaluationrating", "risk"),
    "under_improvement_plan": ("pip", "improvementplan"),
    "under_discipline": ("disciplinaryaction", "discipline"),
    "code": ("deptid", "agencycode", "companycode", "orgunit"),
    "name": ("descr", "description", "departmentname"),
}
_ALIKE = 0.72


def likely(theirs: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    """Our columns' names with the file's, each of which is taken once, the likeliest first."""
    scored = sorted(
        ((_score(name, column), column.name, name) for column in columns for name in theirs),
        key=lambda each: -each[0],
    )
    found: dict[str, str] = {}
    for score, ours, name in scored:
        if score >= _ALIKE and ours not in found and name not in found.values():
            found[ours] = name
    return found


def _score(name: str, column: Column) -> float:
    plain = re.sub(r"[\W_]+", "", name).casefold()
    known = [re.sub(r"[\W_]+", "", each) for each in (column.name, *column.aliases, *_WORDS.get(column.name, ()))]
    return max(difflib.SequenceMatcher(None, plain, each).ratio() for each in known)
