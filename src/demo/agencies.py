"""The State's departments as the demo has them: real names and divisions, sizes skewed as they really are.

The Constitution's article IV, section 12 has sixteen departments and the Office of Administration: seventeen rows.
`size` and `share` are only weights, after the headcounts of recent budgets in round figures.
"""

from dataclasses import dataclass

from moments.demo import job_titles, locations
from moments.demo.job_titles import Trade


@dataclass(frozen=True, slots=True)
class Division:
    name: str
    share: float
    trade: Trade
    places: tuple[str, ...] = locations.CAPITAL


@dataclass(frozen=True, slots=True)
class Agency:
    """`head` is what its head is called, `deputy` the next in line."""

    code: str
    name: str
    size: int
    divisions: tuple[Division, ...]
    head: str = "Department Director"
    deputy: str = "Deputy Department Director"


_WIDE = (*locations.CAPITAL, *locations.REGIONAL)

AGENCIES = (
    Agency("OA", "Office of Administration", 1800, (
        Division("Division of Personnel", 5, job_titles.PERSONNEL),
        Division("Information Technology Services Division", 48, job_titles.TECHNOLOGY, _WIDE),
        Division("Division of Facilities Management, Design and Construction", 28, job_titles.FACILITIES, _WIDE),
        Division("Division of General Services", 8, job_titles.OFFICE),
        Division("Division of Accounting", 4, job_titles.FINANCE),
        Division("Division of Purchasing", 3, job_titles.FINANCE),
        Division("Division of Budget and Planning", 2, job_titles.FINANCE),
    ), "Commissioner of Administration", "Deputy Commissioner"),
    Agency("DOC", "Department of Corrections", 9000, (
        Division("Division of Adult Institutions", 68, job_titles.CUSTODY, locations.PRISONS),
        Division("Division of Probation and Parole", 18, job_titles.PAROLE, locations.REGIONAL),
        Division("Division of Offender Rehabilitative Services", 8, job_titles.CARE, locations.PRISONS),
        Division("Division of Human Services", 3, job_titles.PERSONNEL),
    )),
    Agency("DMH", "Department of Mental Health", 6300, (
        Division("Division of Behavioral Health", 58, job_titles.CARE, locations.HOSPITALS),
        Division("Division of Developmental Disabilities", 38, job_titles.CARE, locations.HABILITATION_CENTERS),
        Division("Division of Administrative Services", 3, job_titles.FINANCE),
    )),
    Agency("DSS", "Department of Social Services", 6200, (
        Division("Children's Division", 32, job_titles.CHILDREN, locations.REGIONAL),
        Division("Family Support Division", 38, job_titles.BENEFITS, _WIDE),
        Division("Division of Youth Services", 15, job_titles.YOUTH, locations.YOUTH_CENTERS),
        Division("MO HealthNet Division", 4, job_titles.BENEFITS),
        Division("Division of Finance and Administrative Services", 3, job_titles.FINANCE),
        Division("Missouri Medicaid Audit and Compliance", 2, job_titles.INSPECTION, _WIDE),
    )),
    Agency("MODOT", "Department of Transportation", 5000, (
        Division("Maintenance Division", 60, job_titles.ROADS, locations.HIGHWAY_DISTRICTS),
        Division("Construction and Materials Division", 16, job_titles.ENGINEERING, locations.HIGHWAY_DISTRICTS),
        Division("Design Division", 9, job_titles.ENGINEERING, locations.HIGHWAY_DISTRICTS),
        Division("Bridge Division", 4, job_titles.ENGINEERING),
        Division("Highway Safety and Traffic Division", 4, job_titles.ENGINEERING, locations.HIGHWAY_DISTRICTS),
        Division("Motor Carrier Services Division", 3, job_titles.INSPECTION),
        Division("Financial Services Division", 2, job_titles.FINANCE),
    ), "Director of Transportation", "Deputy Director"),
    Agency("DPS", "Department of Public Safety", 4700, (
        Division("Missouri State Highway Patrol", 50, job_titles.PATROL, locations.PATROL_TROOPS),
        Division("Missouri Veterans Commission", 36, job_titles.CARE, locations.VETERANS_HOMES),
        Division("Missouri Gaming Commission", 4, job_titles.INSPECTION, locations.REGIONAL),
        Division("Division of Alcohol and Tobacco Control", 1, job_titles.INSPECTION, _WIDE),
        Division("Division of Fire Safety", 2, job_titles.INSPECTION, _WIDE),
        Division("State Emergency Management Agency", 2, job_titles.OFFICE, locations.ARMORIES[:1]),
    )),
    Agency("DHSS", "Department of Health and Senior Services", 1850, (
        Division("Division of Senior and Disability Services", 35, job_titles.CHILDREN, locations.REGIONAL),
        Division("Division of Community and Public Health", 30, job_titles.HEALTH),
        Division("Division of Regulation and Licensure", 22, job_titles.INSPECTION, _WIDE),
        Division("Missouri State Public Health Laboratory", 7, job_titles.HEALTH, locations.LABORATORY),
        Division("Division of Administration", 5, job_titles.FINANCE),
    )),
    Agency("DNR", "Department of Natural Resources", 1600, (
        Division("Division of Environmental Quality", 40, job_titles.ENVIRONMENT, _WIDE),
        Division("Missouri State Parks", 42, job_titles.PARKS, locations.STATE_PARKS),
        Division("Missouri Geological Survey", 7, job_titles.ENVIRONMENT, ("Missouri Geological Survey, Rolla",)),
        Division("Division of Energy", 2, job_titles.ENVIRONMENT),
        Division("Division of Administrative Support", 6, job_titles.FINANCE),
    )),
    Agency("DESE", "Department of Elementary and Secondary Education", 1600, (
        Division("Missouri Schools for the Severely Disabled", 42, job_titles.TEACHING, locations.SCHOOLS),
        Division("Office of Adult Learning and Rehabilitation Services", 30, job_titles.REHABILITATION, _WIDE),
        Division("Office of Childhood", 12, job_titles.EDUCATION),
        Division("Office of Quality Schools", 6, job_titles.EDUCATION),
        Division("Office of Special Education", 4, job_titles.EDUCATION),
        Division("Division of Financial and Administrative Services", 5, job_titles.FINANCE),
    ), "Commissioner of Education", "Deputy Commissioner of Education"),
    Agency("MDC", "Department of Conservation", 1500, (
        Division("Regional Resource Management Branch", 45, job_titles.WILDLIFE, locations.CONSERVATION),
        Division("Protection Branch", 15, job_titles.WILDLIFE, locations.CONSERVATION),
        Division("Education Branch", 12, job_titles.WILDLIFE, locations.CONSERVATION),
        Division("Infrastructure Management Branch", 12, job_titles.FACILITIES, locations.CONSERVATION),
        Division("Business and Financial Services Branch", 6, job_titles.FINANCE, locations.CONSERVATION[:1]),
    ), "Director of Conservation", "Deputy Director"),
    Agency("DOR", "Department of Revenue", 1150, (
        Division("Taxation Division", 45, job_titles.TAXES, _WIDE),
        Division("Motor Vehicle and Driver Licensing Division", 32, job_titles.TAXES),
        Division("Missouri Lottery", 13, job_titles.BUSINESS, ("Missouri Lottery Headquarters, Jefferson City",)),
        Division("Administration Division", 6, job_titles.FINANCE),
    ), "Director of Revenue", "Deputy Director"),
    Agency("DCI", "Department of Commerce and Insurance", 720, (
        Division("Division of Professional Registration", 32, job_titles.INSPECTION),
        Division("Public Service Commission", 24, job_titles.INSPECTION),
        Division("Insurance Market Regulation Division", 12, job_titles.INSPECTION),
        Division("Division of Finance", 14, job_titles.INSPECTION, _WIDE),
        Division("Division of Consumer Affairs", 6, job_titles.OFFICE),
    )),
    Agency("DOLIR", "Department of Labor and Industrial Relations", 640, (
        Division("Division of Employment Security", 62, job_titles.LABOR, _WIDE),
        Division("Division of Workers' Compensation", 20, job_titles.LABOR, locations.REGIONAL),
        Division("Division of Labor Standards", 7, job_titles.LABOR),
        Division("Missouri Commission on Human Rights", 5, job_titles.INSPECTION, locations.REGIONAL),
    )),
    Agency("MDA", "Department of Agriculture", 400, (
        Division("Division of Animal Health", 22, job_titles.AGRICULTURE, _WIDE),
        Division("Grain Inspection and Warehousing Division", 22, job_titles.AGRICULTURE, locations.REGIONAL),
        Division("Plant Industries Division", 18, job_titles.AGRICULTURE, _WIDE),
        Division("Weights, Measures and Consumer Protection Division", 20, job_titles.AGRICULTURE, _WIDE),
        Division("Missouri State Fair", 8, job_titles.FACILITIES, ("Missouri State Fairgrounds, Sedalia",)),
    ), "Director of Agriculture", "Deputy Director"),
    Agency("DHEWD", "Department of Higher Education and Workforce Development", 360, (
        Division("Office of Workforce Development", 65, job_titles.WORKFORCE, locations.REGIONAL),
        Division("Missouri Economic Research and Information Center", 10, job_titles.WORKFORCE),
        Division("Office of Postsecondary Policy", 10, job_titles.EDUCATION),
        Division("Office of Student Assistance and Outreach", 12, job_titles.WORKFORCE),
    ), "Commissioner of Higher Education", "Deputy Commissioner"),
    Agency("MONG", "Department of the National Guard", 350, (
        Division("Contract Services", 70, job_titles.GUARD, locations.ARMORIES),
        Division("Military Honors Program", 12, job_titles.GUARD, locations.ARMORIES),
        Division("Office of the Adjutant General", 14, job_titles.OFFICE, locations.ARMORIES[:1]),
    ), "Adjutant General", "Assistant Adjutant General"),
    Agency("DED", "Department of Economic Development", 200, (
        Division("Business and Community Solutions Division", 36, job_titles.BUSINESS),
        Division("Missouri Division of Tourism", 20, job_titles.BUSINESS),
        Division("Regional Engagement Division", 18, job_titles.BUSINESS, locations.REGIONAL),
        Division("Strategy and Performance Division", 14, job_titles.OFFICE),
    )),
)  # fmt: skip
