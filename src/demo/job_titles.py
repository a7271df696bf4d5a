"""Job titles: what the people of a division are called at each level, from its staff up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """`staff` from the entry level up; `supervisor` leads staff, `manager` supervisors, `chief` managers."""

    staff: tuple[str, ...]
    supervisor: str
    manager: str
    chief: str
    around_the_clock: bool = False

    def title(self, height: int) -> str:
        """Of a leader with `height` levels below, from 1."""
        return (self.supervisor, self.manager, self.chief)[min(height, 3) - 1]


OFFICE = Trade(
    ("Administrative Support Assistant", "Administrative Support Professional", "Program Assistant",
     "Program Specialist", "Senior Program Specialist", "Research/Data Analyst"),
    "Program Coordinator", "Program Manager", "Senior Program Manager",
)  # fmt: skip
FINANCE = Trade(
    ("Accounts Assistant", "Accountant", "Intermediate Accountant", "Senior Accountant", "Procurement Analyst",
     "Budget Analyst", "Grants Officer"),
    "Accountant Supervisor", "Accountant Manager", "Senior Finance Manager",
)  # fmt: skip
PERSONNEL = Trade(
    ("Human Resources Assistant", "Human Resources Generalist", "Human Resources Specialist",
     "Staff Development Trainer", "Senior Staff Development Training Specialist", "Talent Development Specialist"),
    "Human Resources Manager", "Staff Development Training Manager", "Human Resources Program Manager",
)  # fmt: skip
TECHNOLOGY = Trade(
    ("Client Support Technician", "Systems Administration Technician", "Applications Developer",
     "Senior Applications Developer", "Business Analyst", "Data Specialist", "Cybersecurity Specialist"),
    "Applications Development Supervisor", "Applications Development Manager", "IT Services Director",
)  # fmt: skip
FACILITIES = Trade(
    ("Custodial Assistant", "Maintenance/Grounds Technician", "Specialized Trades Worker",
     "Senior Specialized Trades Worker", "Construction Project Specialist", "Designer"),
    "Maintenance/Grounds Supervisor", "Facilities Operations Manager", "Regional Facilities Manager",
)  # fmt: skip
CUSTODY = Trade(
    ("Correctional Officer", "Correctional Officer", "Correctional Officer", "Correctional Sergeant",
     "Correctional Program Worker", "Correctional Program Specialist", "Food Service Worker"),
    "Correctional Lieutenant", "Correctional Captain", "Correctional Administrator", around_the_clock=True,
)  # fmt: skip
PAROLE = Trade(
    ("Probation and Parole Assistant", "Probation and Parole Officer", "Probation and Parole Officer",
     "Senior Probation and Parole Officer"),
    "Probation and Parole Unit Supervisor", "Probation and Parole District Administrator",
    "Probation and Parole Regional Administrator",
)  # fmt: skip
CARE = Trade(
    ("Support Care Assistant", "Support Care Assistant", "Senior Support Care Assistant", "Licensed Practical Nurse",
     "Registered Nurse", "Treatment Coordinator", "Psychologist"),
    "Support Care Supervisor", "Nurse Manager", "Director of Nursing", around_the_clock=True,
)  # fmt: skip
BENEFITS = Trade(
    ("Benefit Program Associate", "Benefit Program Technician", "Benefit Program Specialist",
     "Benefit Program Senior Specialist"),
    "Benefit Program Supervisor", "Benefit Program Manager", "Benefit Program Administrator",
)  # fmt: skip
CHILDREN = Trade(
    ("Social Services Associate", "Associate Social Services Specialist", "Social Services Specialist",
     "Senior Social Services Specialist"),
    "Social Services Unit Supervisor", "Social Services Circuit Manager", "Social Services Regional Administrator",
)  # fmt: skip
YOUTH = Trade(
    ("Youth Services Worker", "Youth Services Specialist", "Senior Youth Services Specialist"),
    "Youth Services Group Leader", "Youth Services Facility Manager", "Youth Services Regional Administrator",
    around_the_clock=True,
)  # fmt: skip
HEALTH = Trade(
    ("Public Health Program Associate", "Public Health Program Specialist", "Epidemiologist",
     "Senior Epidemiologist", "Laboratory Scientist", "Registered Nurse"),
    "Public Health Program Supervisor", "Public Health Program Manager", "Senior Public Health Program Manager",
)  # fmt: skip
INSPECTION = Trade(
    ("Regulatory Auditor", "Senior Regulatory Auditor", "Compliance Inspector", "Senior Compliance Inspector",
     "Investigator"),
    "Regulatory Compliance Supervisor", "Regulatory Compliance Manager", "Senior Regulatory Compliance Manager",
)  # fmt: skip
ENVIRONMENT = Trade(
    ("Environmental Program Assistant", "Environmental Program Analyst", "Environmental Program Specialist",
     "Environmental Engineer", "Geologist", "Professional Engineer"),
    "Environmental Program Supervisor", "Environmental Program Manager", "Environmental Section Chief",
)  # fmt: skip
PARKS = Trade(
    ("Park/Historic Site Assistant", "Natural Resource Assistant", "Park/Historic Site Specialist",
     "Park Maintenance Worker", "Park Ranger"),
    "Park/Historic Site Manager", "Park District Supervisor", "Park Regional Director",
)  # fmt: skip
WILDLIFE = Trade(
    ("Resource Technician", "Fisheries Biologist", "Wildlife Biologist", "Forester", "Conservation Educator",
     "Conservation Agent"),
    "District Supervisor", "Regional Resource Manager", "Regional Administrator",
)  # fmt: skip
ROADS = Trade(
    ("Maintenance Worker", "Intermediate Maintenance Worker", "Senior Maintenance Worker", "Maintenance Crew Leader",
     "Equipment Technician"),
    "Maintenance Supervisor", "Area Maintenance Superintendent", "District Maintenance Engineer",
)  # fmt: skip
ENGINEERING = Trade(
    ("Construction Technician", "Construction Inspector", "Design Technician", "Highway Designer",
     "Senior Highway Designer", "Structural Engineer"),
    "Project Manager", "Area Engineer", "District Engineer",
)  # fmt: skip
PATROL = Trade(
    ("Trooper", "Trooper", "Corporal", "Driver Examiner", "Criminalist", "Communications Operator"),
    "Sergeant", "Lieutenant", "Captain", around_the_clock=True,
)  # fmt: skip
TAXES = Trade(
    ("Revenue Processing Technician", "Associate Revenue Specialist", "Revenue Specialist", "Auditor",
     "Senior Auditor", "License Office Clerk"),
    "Revenue Section Supervisor", "Revenue Manager", "Revenue Administrator",
)  # fmt: skip
LABOR = Trade(
    ("Unemployment Insurance Associate", "Unemployment Insurance Specialist", "Claims Examiner", "Mediator",
     "Wage and Hour Investigator", "Safety Consultant"),
    "Unemployment Insurance Supervisor", "Unemployment Insurance Manager", "Unemployment Insurance Administrator",
)  # fmt: skip
EDUCATION = Trade(
    ("Education Program Assistant", "Education Specialist", "Assistant Director of Education Programs",
     "School Supervisor", "Data Specialist"),
    "Director of Education Programs", "Coordinator of Education Programs", "Assistant Commissioner",
)  # fmt: skip
TEACHING = Trade(
    ("Teacher Aide", "Teacher Aide", "Teacher", "Special Education Teacher", "Speech Language Pathologist"),
    "School Supervisor", "Building Administrator", "Area Director",
)  # fmt: skip
REHABILITATION = Trade(
    ("Rehabilitation Assistant", "Vocational Rehabilitation Counselor", "Senior Vocational Rehabilitation Counselor",
     "Disability Determinations Counselor"),
    "Rehabilitation Supervisor", "District Manager", "Regional Manager",
)  # fmt: skip
WORKFORCE = Trade(
    ("Workforce Development Associate", "Workforce Development Specialist", "Senior Workforce Development Specialist",
     "Research Associate", "Student Aid Specialist"),
    "Workforce Development Supervisor", "Workforce Development Manager", "Workforce Development Administrator",
)  # fmt: skip
BUSINESS = Trade(
    ("Economic Development Assistant", "Business and Community Specialist", "Project Manager", "Marketing Specialist"),
    "Team Lead", "Business Development Manager", "Senior Business Development Manager",
)  # fmt: skip
AGRICULTURE = Trade(
    ("Grain Inspector", "Agricultural Inspector", "Weights and Measures Inspector", "Plant Pathologist",
     "Veterinary Technician", "Veterinarian"),
    "Agricultural Inspection Supervisor", "Agricultural Program Manager", "Agricultural Program Administrator",
)  # fmt: skip
GUARD = Trade(
    ("Military Security Officer", "Airfield Firefighter", "Maintenance Technician", "Environmental Specialist",
     "Military Funeral Honors Specialist"),
    "Military Security Supervisor", "Installation Manager", "Senior Installation Manager", around_the_clock=True,
)  # fmt: skip
