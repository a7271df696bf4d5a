"""The State's departments as the demo has them: real names and divisions, sizes skewed as they really are.

The Constitution's article IV, section 12 has sixteen departments and the Office of Administration: seventeen rows.
`size` and `share` are only weights, after the headcounts of recent budgets in round figures.
"""

from dataclasses import dataclass

from moments.demo import places, trades
from moments.demo.trades import Trade


@dataclass(frozen=True, slots=True)
class Division:
    name: str
    share: float
    trade: Trade
    places: tuple[str, ...] = places.CAPITAL


@dataclass(frozen=True, slots=True)
class Agency:
    """`head` is what its head is called, `deputy` the next in line."""

    code: str
    name: str
    size: int
    divisions: tuple[Division, ...]
    head: str = "Department Director"
    deputy: str = "Deputy Department Director"


_WIDE = (*places.CAPITAL, *places.REGIONAL)

AGENCIES = (
    Agency("OA", "Office of Administration", 1800, (
        Division("Division of Personnel", 5, trades.PERSONNEL),
        Division("Information Technology Services Division", 48, trades.TECHNOLOGY, _WIDE),
        Division("Division of Facilities Management, Design and Construction", 28, trades.FACILITIES, _WIDE),
        Division("Division of General Services", 8, trades.OFFICE),
        Division("Division of Accounting", 4, trades.FINANCE),
        Division("Division of Purchasing", 3, trades.FINANCE),
        Division("Division of Budget and Planning", 2, trades.FINANCE),
    ), "Commissioner of Administration", "Deputy Commissioner"),
    Agency("DOC", "Department of Corrections", 9000, (
        Division("Division of Adult Institutions", 68, trades.CUSTODY, places.PRISONS),
        Division("Division of Probation and Parole", 18, trades.PAROLE, places.REGIONAL),
        Division("Division of Offender Rehabilitative Services", 8, trades.CARE, places.PRISONS),
        Division("Division of Human Services", 3, trades.PERSONNEL),
    )),
    Agency("DMH", "Department of Mental Health", 6300, (
        Division("Division of Behavioral Health", 58, trades.CARE, places.HOSPITALS),
        Division("Division of Developmental Disabilities", 38, trades.CARE, places.HABILITATION_CENTERS),
        Division("Division of Administrative Services", 3, trades.FINANCE),
    )),
    Agency("DSS", "Department of Social Services", 6200, (
        Division("Children's Division", 32, trades.CHILDREN, places.REGIONAL),
        Division("Family Support Division", 38, trades.BENEFITS, _WIDE),
        Division("Division of Youth Services", 15, trades.YOUTH, places.YOUTH_CENTERS),
        Division("MO HealthNet Division", 4, trades.BENEFITS),
        Division("Division of Finance and Administrative Services", 3, trades.FINANCE),
        Division("Missouri Medicaid Audit and Compliance", 2, trades.INSPECTION, _WIDE),
    )),
    Agency("MODOT", "Department of Transportation", 5000, (
        Division("Maintenance Division", 60, trades.ROADS, places.HIGHWAY_DISTRICTS),
        Division("Construction and Materials Division", 16, trades.ENGINEERING, places.HIGHWAY_DISTRICTS),
        Division("Design Division", 9, trades.ENGINEERING, places.HIGHWAY_DISTRICTS),
        Division("Bridge Division", 4, trades.ENGINEERING),
        Division("Highway Safety and Traffic Division", 4, trades.ENGINEERING, places.HIGHWAY_DISTRICTS),
        Division("Motor Carrier Services Division", 3, trades.INSPECTION),
        Division("Financial Services Division", 2, trades.FINANCE),
    ), "Director of Transportation", "Deputy Director"),
    Agency("DPS", "Department of Public Safety", 4700, (
        Division("Missouri State Highway Patrol", 50, trades.PATROL, places.PATROL_TROOPS),
        Division("Missouri Veterans Commission", 36, trades.CARE, places.VETERANS_HOMES),
        Division("Missouri Gaming Commission", 4, trades.INSPECTION, places.REGIONAL),
        Division("Division of Alcohol and Tobacco Control", 1, trades.INSPECTION, _WIDE),
        Division("Division of Fire Safety", 2, trades.INSPECTION, _WIDE),
        Division("State Emergency Management Agency", 2, trades.OFFICE, places.ARMORIES[:1]),
    )),
    Agency("DHSS", "Department of Health and Senior Services", 1850, (
        Division("Division of Senior and Disability Services", 35, trades.CHILDREN, places.REGIONAL),
        Division("Division of Community and Public Health", 30, trades.HEALTH),
        Division("Division of Regulation and Licensure", 22, trades.INSPECTION, _WIDE),
        Division("Missouri State Public Health Laboratory", 7, trades.HEALTH, places.LABORATORY),
        Division("Division of Administration", 5, trades.FINANCE),
    )),
    Agency("DNR", "Department of Natural Resources", 1600, (
        Division("Division of Environmental Quality", 40, trades.ENVIRONMENT, _WIDE),
        Division("Missouri State Parks", 42, trades.PARKS, places.STATE_PARKS),
        Division("Missouri Geological Survey", 7, trades.ENVIRONMENT, ("Missouri Geological Survey, Rolla",)),
        Division("Division of Energy", 2, trades.ENVIRONMENT),
        Division("Division of Administrative Support", 6, trades.FINANCE),
    )),
    Agency("DESE", "Department of Elementary and Secondary Education", 1600, (
        Division("Missouri Schools for the Severely Disabled", 42, trades.TEACHING, places.SCHOOLS),
        Division("Office of Adult Learning and Rehabilitation Services", 30, trades.REHABILITATION, _WIDE),
        Division("Office of Childhood", 12, trades.EDUCATION),
        Division("Office of Quality Schools", 6, trades.EDUCATION),
        Division("Office of Special Education", 4, trades.EDUCATION),
        Division("Division of Financial and Administrative Services", 5, trades.FINANCE),
    ), "Commissioner of Education", "Deputy Commissioner of Education"),
    Agency("MDC", "Department of Conservation", 1500, (
        Division("Regional Resource Management Branch", 45, trades.WILDLIFE, places.CONSERVATION),
        Division("Protection Branch", 15, trades.WILDLIFE, places.CONSERVATION),
        Division("Education Branch", 12, trades.WILDLIFE, places.CONSERVATION),
        Division("Infrastructure Management Branch", 12, trades.FACILITIES, places.CONSERVATION),
        Division("Business and Financial Services Branch", 6, trades.FINANCE, places.CONSERVATION[:1]),
    ), "Director of Conservation", "Deputy Director"),
    Agency("DOR", "Department of Revenue", 1150, (
        Division("Taxation Division", 45, trades.TAXES, _WIDE),
        Division("Motor Vehicle and Driver Licensing Division", 32, trades.TAXES),
        Division("Missouri Lottery", 13, trades.BUSINESS, ("Missouri Lottery Headquarters, Jefferson City",)),
        Division("Administration Division", 6, trades.FINANCE),
    ), "Director of Revenue", "Deputy Director"),
    Agency("DCI", "Department of Commerce and Insurance", 720, (
        Division("Division of Professional Registration", 32, trades.INSPECTION),
        Division("Public Service Commission", 24, trades.INSPECTION),
        Division("Insurance Market Regulation Division", 12, trades.INSPECTION),
        Division("Division of Finance", 14, trades.INSPECTION, _WIDE),
        Division("Division of Consumer Affairs", 6, trades.OFFICE),
    )),
    Agency("DOLIR", "Department of Labor and Industrial Relations", 640, (
        Division("Division of Employment Security", 62, trades.LABOR, _WIDE),
        Division("Division of Workers' Compensation", 20, trades.LABOR, places.REGIONAL),
        Division("Division of Labor Standards", 7, trades.LABOR),
        Division("Missouri Commission on Human Rights", 5, trades.INSPECTION, places.REGIONAL),
    )),
    Agency("MDA", "Department of Agriculture", 400, (
        Division("Division of Animal Health", 22, trades.AGRICULTURE, _WIDE),
        Division("Grain Inspection and Warehousing Division", 22, trades.AGRICULTURE, places.REGIONAL),
        Division("Plant Industries Division", 18, trades.AGRICULTURE, _WIDE),
        Division("Weights, Measures and Consumer Protection Division", 20, trades.AGRICULTURE, _WIDE),
        Division("Missouri State Fair", 8, trades.FACILITIES, ("Missouri State Fairgrounds, Sedalia",)),
    ), "Director of Agriculture", "Deputy Director"),
    Agency("DHEWD", "Department of Higher Education and Workforce Development", 360, (
        Division("Office of Workforce Development", 65, trades.WORKFORCE, places.REGIONAL),
        Division("Missouri Economic Research and Information Center", 10, trades.WORKFORCE),
        Division("Office of Postsecondary Policy", 10, trades.EDUCATION),
        Division("Office of Student Assistance and Outreach", 12, trades.WORKFORCE),
    ), "Commissioner of Higher Education", "Deputy Commissioner"),
    Agency("MONG", "Department of the National Guard", 350, (
        Division("Contract Services", 70, trades.GUARD, places.ARMORIES),
        Division("Military Honors Program", 12, trades.GUARD, places.ARMORIES),
        Division("Office of the Adjutant General", 14, trades.OFFICE, places.ARMORIES[:1]),
    ), "Adjutant General", "Assistant Adjutant General"),
    Agency("DED", "Department of Economic Development", 200, (
        Division("Business and Community Solutions Division", 36, trades.BUSINESS),
        Division("Missouri Division of Tourism", 20, trades.BUSINESS),
        Division("Regional Engagement Division", 18, trades.BUSINESS, places.REGIONAL),
        Division("Strategy and Performance Division", 14, trades.OFFICE),
    )),
)  # fmt: skip
