"""Where the State's people work: real places, for invented people."""

CAPITAL = (
    "Truman State Office Building, Jefferson City",
    "Jefferson State Office Building, Jefferson City",
    "Broadway State Office Building, Jefferson City",
    "Capitol Building, Jefferson City",
    "Howerton Building, Jefferson City",
    "Lewis and Clark State Office Building, Jefferson City",
)
REGIONAL = (
    "Fletcher Daniels State Office Building, Kansas City",
    "Wainwright State Office Building, St. Louis",
    "Landers State Office Building, Springfield",
    "St. Joseph State Office Building, St. Joseph",
    "Columbia Regional Office, Columbia",
    "Cape Girardeau Regional Office, Cape Girardeau",
    "Joplin Regional Office, Joplin",
    "Hannibal Regional Office, Hannibal",
    "Poplar Bluff Regional Office, Poplar Bluff",
    "Rolla Regional Office, Rolla",
    "Sedalia Regional Office, Sedalia",
    "Kirksville Regional Office, Kirksville",
    "West Plains Regional Office, West Plains",
    "Florissant Service Center, Florissant",
    "Independence Service Center, Independence",
)
PRISONS = (
    "Jefferson City Correctional Center, Jefferson City",
    "Algoa Correctional Center, Jefferson City",
    "Boonville Correctional Center, Boonville",
    "Chillicothe Correctional Center, Chillicothe",
    "Crossroads Correctional Center, Cameron",
    "Eastern Reception, Diagnostic and Correctional Center, Bonne Terre",
    "Farmington Correctional Center, Farmington",
    "Fulton Reception and Diagnostic Center, Fulton",
    "Moberly Correctional Center, Moberly",
    "Northeast Correctional Center, Bowling Green",
    "Ozark Correctional Center, Fordland",
    "Potosi Correctional Center, Mineral Point",
    "South Central Correctional Center, Licking",
    "Southeast Correctional Center, Charleston",
    "Tipton Correctional Center, Tipton",
    "Western Missouri Correctional Center, Cameron",
    "Women's Eastern Reception, Diagnostic and Correctional Center, Vandalia",
)
HOSPITALS = (
    "Fulton State Hospital, Fulton",
    "Northwest Missouri Psychiatric Rehabilitation Center, St. Joseph",
    "Southeast Missouri Mental Health Center, Farmington",
    "St. Louis Forensic Treatment Center, St. Louis",
    "Center for Behavioral Medicine, Kansas City",
    "Hawthorn Children's Psychiatric Hospital, St. Louis",
)
HABILITATION_CENTERS = (
    "Bellefontaine Habilitation Center, St. Louis",
    "Higginsville Habilitation Center, Higginsville",
    "St. Louis Developmental Disabilities Treatment Centers, St. Charles",
    "Southeast Missouri Residential Services, Poplar Bluff",
    "Kansas City Regional Office, Kansas City",
    "Springfield Regional Office, Springfield",
)
HIGHWAY_DISTRICTS = (
    "Northwest District Office, St. Joseph",
    "Northeast District Office, Hannibal",
    "Kansas City District Office, Lee's Summit",
    "Central District Office, Jefferson City",
    "St. Louis District Office, Chesterfield",
    "Southwest District Office, Springfield",
    "Southeast District Office, Sikeston",
)
PATROL_TROOPS = (
    "Highway Patrol General Headquarters, Jefferson City",
    "Troop A Headquarters, Lee's Summit",
    "Troop B Headquarters, Macon",
    "Troop C Headquarters, Weldon Spring",
    "Troop D Headquarters, Springfield",
    "Troop E Headquarters, Poplar Bluff",
    "Troop F Headquarters, Jefferson City",
    "Troop G Headquarters, Willow Springs",
    "Troop H Headquarters, St. Joseph",
    "Troop I Headquarters, Rolla",
)
VETERANS_HOMES = (
    "Missouri Veterans Home, Cameron",
    "Missouri Veterans Home, Cape Girardeau",
    "Missouri Veterans Home, Mexico",
    "Missouri Veterans Home, Mount Vernon",
    "Missouri Veterans Home, St. James",
    "Missouri Veterans Home, St. Louis",
    "Missouri Veterans Home, Warrensburg",
)
YOUTH_CENTERS = (
    "Waverly Regional Youth Center, Waverly",
    "Watkins Mill Park Camp, Lawson",
    "Camp Avery Park Camp, Troy",
    "Mount Vernon Treatment Center, Mount Vernon",
    "Montgomery City Youth Center, Montgomery City",
)
STATE_PARKS = (
    "Lake of the Ozarks State Park, Kaiser",
    "Bennett Spring State Park, Lebanon",
    "Johnson's Shut-Ins State Park, Middle Brook",
    "Meramec State Park, Sullivan",
    "Roaring River State Park, Cassville",
    "Weston Bend State Park, Weston",
    "Katy Trail State Park, Boonville",
    "Ha Ha Tonka State Park, Camdenton",
)
CONSERVATION = (
    "Conservation Headquarters, Jefferson City",
    "Burr Oak Woods Nature Center, Blue Springs",
    "Powder Valley Nature Center, Kirkwood",
    "Springfield Conservation Nature Center, Springfield",
    "August A. Busch Conservation Area, St. Charles",
    "Bennett Spring Fish Hatchery, Lebanon",
    "Lost Valley Fish Hatchery, Warsaw",
    "Central Regional Office, Columbia",
)
ARMORIES = (
    "Ike Skelton Training Site, Jefferson City",
    "Rosecrans Air National Guard Base, St. Joseph",
    "Jefferson Barracks, St. Louis",
    "Whiteman Readiness Center, Knob Noster",
    "Camp Clark, Nevada",
)
SCHOOLS = (
    "Missouri School for the Blind, St. Louis",
    "Missouri School for the Deaf, Fulton",
    "Greene Valley State School, Springfield",
    "Boonslick State School, St. Peters",
    "Trails West State School, Kansas City",
)
LABORATORY = ("State Public Health Laboratory, Jefferson City",)
