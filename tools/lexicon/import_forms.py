#!/usr/bin/env python3
"""Adds to the rows of lexicons/teams the further forms that follow from their names by rule.

    import_forms.py LEXICONS [FACTS]

Run it after import_teams.py, and after an edit of a hand-*.tsv. What it adds is what wires and tables make of a
name: "Ohio St.", "W. Michigan", "Fla. Atlantic" and "Baylor University" of a college; "Carlisle Utd", "Dynamo
Zagreb", "Malmoe", "Rapid Vienna" and "Mainz 05" of a club; "Bath RFC", "Devon CCC"; the three letters of a country.
FACTS is the folder that import_teams.py reads: a club's forms that its lists have and that the first run left out
for their year or their full stops are taken from there, and the letters of countries.

A form is added only where it matches something that the row's own forms do not (case, accents, hyphens and full stops
are no difference), where no other team of the sport has it, and where it is no single word but an abbreviation or a
spelling of one of the row's own. Such a row gets `import_forms.py` as a further source. Rows keep their place and
their other cells, and one that has this source is left alone, so a second run changes nothing.
"""

import re
import sys
import unicodedata
from pathlib import Path

from import_teams import COUNTRY_ENGLISH, SIDE_TEAM, SPORT_OF, bare, fold, is_cut, read, same_country, strip_affixes, US_STATES

SOURCE = "import_forms.py"

# How the AP shortens a state before another word. Alaska, Hawaii, Idaho, Iowa, Maine, Ohio, Texas and Utah it writes out.
STATE_SHORT = {
    "Alabama": "Ala.", "Arizona": "Ariz.", "Arkansas": "Ark.", "California": "Calif.", "Colorado": "Colo.",
    "Connecticut": "Conn.", "Delaware": "Del.", "Florida": "Fla.", "Georgia": "Ga.", "Illinois": "Ill.", "Indiana": "Ind.",
    "Kansas": "Kan.", "Kentucky": "Ky.", "Louisiana": "La.", "Maryland": "Md.", "Massachusetts": "Mass.",
    "Michigan": "Mich.", "Minnesota": "Minn.", "Mississippi": "Miss.", "Missouri": "Mo.", "Montana": "Mont.",
    "Nebraska": "Neb.", "Nevada": "Nev.", "New Mexico": "N.M.", "North Carolina": "N.C.", "North Dakota": "N.D.",
    "Oklahoma": "Okla.", "Oregon": "Ore.", "Pennsylvania": "Pa.", "South Carolina": "S.C.", "South Dakota": "S.D.",
    "Tennessee": "Tenn.", "Virginia": "Va.", "Washington": "Wash.", "Wisconsin": "Wis.",
}
DIRECTION_SHORT = {
    "Northern": ("N.", "No."), "Southern": ("S.", "So."), "Eastern": ("E.",), "Western": ("W.",), "Central": ("C.", "Cent."),
    "North": ("N.",), "South": ("S.", "So."), "East": ("E.",), "West": ("W.",), "Middle": ("Mid.", "M."),
    "Southeast": ("SE",), "Southeastern": ("SE",), "Southwest": ("SW",), "Northwestern": ("NW",),
}
# Direction and the word behind it that tables shorten, and no person is called ("S. Miss", "E. Carolina").
DIRECTED = set(STATE_SHORT) | {"Carolina", "Dakota", "Texas", "Iowa", "Utah", "Miss", "State"}
# Schools whose full name is "University of ..."; those named for a state alone are.
UNIVERSITY_OF = set(
    """Akron|Chattanooga|Cincinnati|Dayton|Denver|Detroit Mercy|Evansville|Hartford|Houston|Louisville|Memphis|
    Miami|New Haven|New Orleans|Northern Colorado|Northern Iowa|North Alabama|North Dakota|North Florida|North Texas|Notre Dame|
    Pittsburgh|Portland|Rhode Island|Richmond|San Diego|San Francisco|South Alabama|South Dakota|South Florida|Southern Indiana|
    Southern California|Southern Mississippi|St. Thomas|Toledo|Tulsa|Central Florida|Central Arkansas|the Pacific|Texas at El Paso|
    Texas at San Antonio|Texas at Arlington|West Georgia|Incarnate Word|Massachusetts Lowell|Nebraska Omaha|Alabama at Birmingham|
    Louisiana at Lafayette|Louisiana at Monroe|Hawaii|Connecticut|Delaware|Vermont|Maine|New Hampshire|Nevada|Wyoming|
    Montana|Idaho""".replace("\n", "").replace("    ", "").split("|"))
# "X University" is what these are called in full; the "X State" are by rule.
UNIVERSITY = set(
    """Abilene Christian|Auburn|Baylor|Bellarmine|Belmont|Bowling Green State|Bradley|Brigham Young|Brown|Bryant|Bucknell|Butler|
    California Baptist|Campbell|Central Michigan|Charleston Southern|Clemson|Coastal Carolina|Colgate|Columbia|Cornell|Creighton|
    DePaul|Drake|Drexel|Duke|Duquesne|East Carolina|Eastern Illinois|Eastern Kentucky|Eastern Michigan|Eastern Washington|Elon|
    Fairfield|Fairleigh Dickinson|Florida A&M|Florida Atlantic|Florida Gulf Coast|Florida International|Fordham|Furman|
    Gardner-Webb|George Mason|George Washington|Georgetown|Georgia Southern|Gonzaga|Grand Canyon|Hampton|Harvard|High Point|
    Hofstra|Howard|Iona|Jacksonville|James Madison|Kennesaw State|Lamar|La Salle|Lehigh|Liberty|Lindenwood|Lipscomb|Longwood|
    Louisiana Tech|Loyola Marymount|Marquette|Marshall|Mercer|Mercyhurst|Middle Tennessee State|Monmouth|Niagara|Northeastern|
    Northern Arizona|Northern Illinois|Northern Kentucky|Northwestern|Oakland|Old Dominion|Oral Roberts|Pepperdine|
    Prairie View A&M|Princeton|Purdue|Quinnipiac|Radford|Rice|Rider|Robert Morris|Rutgers|Sacred Heart|Saint Joseph's|
    Saint Louis|Saint Peter's|Samford|Santa Clara|Seton Hall|Southeastern Louisiana|Southern Illinois|Southern Methodist|
    Southern Utah|St. Bonaventure|St. John's|Stanford|Stephen F. Austin|Stetson|Stony Brook|Syracuse|Temple|Tennessee Tech|
    Texas A&M|Texas Christian|Texas Southern|Texas Tech|Towson|Troy|Tulane|Utah Tech|Utah Valley|Valparaiso|Vanderbilt|
    Villanova|Virginia Commonwealth|Wagner|Wake Forest|Western Carolina|Western Illinois|Western Kentucky|
    Western Michigan|Winthrop|Xavier|Yale""".replace("\n", "").replace("    ", "").split("|"))
COLLEGE = {"Boston", "Dartmouth", "Holy Cross", "Manhattan", "Marist", "Merrimack", "Siena", "Stonehill", "Wofford", "Davidson",
           "Lafayette", "Providence", "Canisius", "Presbyterian", "Saint Mary's", "Iona"}
# Typed by hand: forms of single schools that no rule gives.
SCHOOL_FORMS = {
    "Ohio State Buckeyes": "Ohio State University|Ohio St. Buckeyes",
    "North Carolina Tar Heels": "Carolina Tar Heels|UNC Tar Heels|UNC-Chapel Hill|North Carolina-Chapel Hill",
    "USC Trojans": "Southern Cal Trojans|U.S.C.|nick:Men of Troy|nick:Women of Troy|So. California|S. California",
    "Miami Hurricanes": "Miami (Fla.)|Miami (Florida)|Miami-Florida|Miami, Fla.|Miami of Florida|nick:'Canes",
    "Miami (Ohio) RedHawks": "Miami, Ohio|Miami-Ohio|Miami University|Miami Redskins|Miami (O.)|Miami (Ohio) Redskins",
    "Ole Miss Rebels": "Univ. of Mississippi|Mississippi Runnin' Rebels",
    "LSU Tigers": "Louisiana State University|Louisiana St.|nick:Bayou Bengals|Louisiana St. Tigers",
    "Mississippi State Bulldogs": "Miss. St.|Miss. State|Miss State|Miss St. Bulldogs|Miss. State Bulldogs",
    "Penn State Nittany Lions": "Pennsylvania State University|Penn State University|Penn St. Nittany Lions|PSU Nittany Lions|nick:Lady Lions",
    "NC State Wolfpack": "North Carolina St.|N. Carolina St.|N.C. St.|North Carolina State University|N. Carolina State|N.C. State University",
    "Texas A&M Aggies": "Texas A and M|Texas A & M|Texas A&M-College Station|nick:Ags",
    "Virginia Tech Hokies": "Virginia Polytechnic|VPI|Virginia Polytechnic Institute",
    "Georgia Tech Yellow Jackets": "Georgia Institute of Technology|Georgia Tech Ramblin' Wreck|nick:Ramblin' Wreck|nick:Rambling Wreck",
    "BYU Cougars": "Brigham Young University|B.Y.U.",
    "UCLA Bruins": "U.C.L.A.|California-Los Angeles|UC Los Angeles",
    "UNLV Rebels": "UNLV Runnin' Rebels|Nevada Las Vegas|UNLV Running Rebels|nick:Running Rebels|nick:Lady Rebels",
    "UCF Knights": "Central Florida Golden Knights|UCF Golden Knights|U.C.F.",
    "SMU Mustangs": "Southern Methodist University|S.M.U.|Southern Meth.|nick:Ponies",
    "TCU Horned Frogs": "Texas Christian University|T.C.U.|TCU Frogs",
    "Army Black Knights": "Army Cadets|West Point|U.S. Military Academy|Army-West Point|Army Knights",
    "Navy Midshipmen": "U.S. Naval Academy|Navy Mids|nick:Middies|nick:Mids",
    "Air Force Falcons": "Air Force Academy|U.S. Air Force Academy",
    "Louisiana Ragin' Cajuns": "UL Lafayette|UL-Lafayette|Southwestern Louisiana|SW Louisiana|La.-Lafayette|Louisiana Ragin Cajuns|nick:Cajuns|Southwestern Louisiana Ragin' Cajuns|UL Lafayette Ragin' Cajuns",
    "UL Monroe Warhawks": "UL-Monroe|La.-Monroe|NE Louisiana|ULM Warhawks|Northeast Louisiana Indians",
    "Middle Tennessee Blue Raiders": "Middle Tenn.|Mid. Tennessee|Mid Tennessee|Middle Tenn. St.|Middle Tennessee St.|Mid. Tenn. St.|MTSU Blue Raiders",
    "Florida International Panthers": "Florida Intl|Florida Int'l|Fla. International|FIU Panthers|FIU Golden Panthers|Florida International Golden Panthers|nick:Golden Panthers",
    "Florida Atlantic Owls": "Fla. Atlantic|FAU Owls",
    "Florida State Seminoles": "FSU Seminoles|nick:'Noles|nick:Lady Seminoles",
    "Florida Gators": "UF Gators|nick:Lady Gators",
    "South Carolina Gamecocks": "S. Carolina Gamecocks|South Carolina Lady Gamecocks|nick:Lady Gamecocks",
    "Kansas State Wildcats": "K-State Wildcats|Kansas State University|KSU Wildcats|nick:Powercats",
    "Kansas Jayhawks": "KU Jayhawks|nick:Lady Jayhawks",
    "Kentucky Wildcats": "UK Wildcats|nick:Lady Kats",
    "Tennessee Volunteers": "Tennessee Vols|Tennessee Lady Vols|Tennessee Lady Volunteers|nick:Lady Vols|nick:Lady Volunteers|UT Vols",
    "Connecticut Huskies": "U-Conn|Conn. Huskies|Connecticut U.",
    "Georgia Bulldogs": "Georgia Lady Bulldogs|UGA Bulldogs|Georgia Dawgs|nick:Dawgs|nick:Lady Bulldogs|abbr:UGA",
    "Washington Huskies": "UW Huskies|U-Dub|Washington Dawgs",
    "Washington State Cougars": "Wash. St. Cougars|WSU Cougars|nick:Cougs|Washington State Cougs",
    "Michigan Wolverines": "U-M",
    "Michigan State Spartans": "MSU Spartans|Mich. St. Spartans|Michigan State University",
    "Oklahoma Sooners": "OU Sooners|nick:Lady Sooners",
    "Oklahoma State Cowboys": "Okla. State|Okla. St. Cowboys|OSU Cowboys|Oklahoma State Cowgirls|Oklahoma A&M|nick:Cowgirls|nick:Pokes",
    "Texas Longhorns": "Texas 'Horns|nick:'Horns|UT Longhorns|Texas Lady Longhorns|nick:Lady Longhorns|UT Austin|UT-Austin|Texas-Austin",
    "Texas Tech Red Raiders": "Texas Tech Lady Raiders|nick:Lady Raiders|Tex. Tech|Texas Tech Raiders",
    "Nebraska Cornhuskers": "Nebraska Huskers|nick:'Huskers|NU Huskers|Nebraska-Lincoln",
    "Minnesota Golden Gophers": "Minnesota Gophers|U of M Gophers|Minnesota U.",
    "Maryland Terrapins": "Maryland Terps|UMD Terps",
    "Syracuse Orange": "Syracuse Orangemen|Syracuse Orangewomen|nick:Orangewomen|nick:'Cuse",
    "Illinois Fighting Illini": "Illinois Illini|Illinois-Urbana",
    "Virginia Cavaliers": "Virginia Cavs|UVA Cavaliers|UVa|Virginia Wahoos|nick:'Hoos|abbr:UVa",
    "Colorado Buffaloes": "Colorado Buffs|CU Buffs|CU Buffaloes|nick:Lady Buffs",
    "Colorado State Rams": "CSU Rams|Colo. St. Rams",
    "California Golden Bears": "California Bears|Cal Bears|Cal-Berkeley|UC Berkeley|UC-Berkeley|California-Berkeley",
    "Arizona Wildcats": "U. of Arizona|UA Wildcats",
    "Arizona State Sun Devils": "ASU Sun Devils|Ariz. St. Sun Devils|Arizona State Devils",
    "Arkansas Razorbacks": "Arkansas Hogs|Arkansas Lady Razorbacks|nick:Lady Razorbacks|nick:Lady Backs|Arkansas-Fayetteville",
    "Arkansas State Red Wolves": "Arkansas State Indians|Arkansas St. Indians|A-State",
    "Alabama Crimson Tide": "Bama Crimson Tide|nick:'Bama",
    "Auburn Tigers": "nick:War Eagles|Auburn Lady Tigers",
    "Boston College Eagles": "BC Eagles|Boston Col.|Boston Coll.",
    "Pittsburgh Panthers": "Pitt Lady Panthers|U. of Pitt",
    "Rutgers Scarlet Knights": "Rutgers-New Brunswick|State University of New Jersey",
    "Wake Forest Demon Deacons": "Wake Forest Deacons|Wake Forest Deacs|nick:Deacs|nick:Demon Deacs",
    "Notre Dame Fighting Irish": "Notre Dame Irish|Notre Dame Univ.|Notre Dame University|nick:Domers",
    "Purdue Boilermakers": "Purdue Boilers|nick:Boilers",
    "Indiana Hoosiers": "Indiana University|IU Hoosiers|Indiana Univ.|Indiana U.",
    "Iowa Hawkeyes": "U. of Iowa",
    "Iowa State Cyclones": "ISU Cyclones|Iowa St. Cyclones",
    "Wisconsin Badgers": "Wisconsin-Madison|UW-Madison|UW Badgers",
    "Northwestern Wildcats": "NU Wildcats",
    "Missouri Tigers": "Mizzou Tigers|Missouri-Columbia",
    "West Virginia Mountaineers": "West Va.|W. Va.|WVU Mountaineers|West Va. Mountaineers",
    "Cincinnati Bearcats": "UC Bearcats|Cincy Bearcats|Cincinnati U.",
    "Houston Cougars": "UH Cougars|U. of Houston|U of H",
    "Louisville Cardinals": "U of L|Louisville Cards|Louisville Lady Cardinals|nick:Lady Cards",
    "Memphis Tigers": "Memphis State|Memphis St.|Memphis State Tigers|Memphis St. Tigers|Memphis State University",
    "Tulane Green Wave": "Tulane Greenies|Tulane Wave|nick:Greenies",
    "Hawaii Rainbow Warriors": "Hawaii Warriors|Hawaii Rainbows|nick:Rainbows|nick:Rainbow Wahine|Hawaii Rainbow Wahine|Hawaii-Manoa|UH Rainbow Warriors",
    "San Jose State Spartans": "SJSU Spartans|SJ State",
    "San Diego State Aztecs": "SDSU Aztecs|SD State|S.D. State|San Diego St. Aztecs",
    "Fresno State Bulldogs": "Cal State Fresno",
    "Sacramento State Hornets": "Sac State|Sac St.|Sac State Hornets|Sacramento St. Hornets|CS Sacramento|Cal State Sacramento",
    "Long Beach State Beach": "Long Beach State 49ers|Long Beach St. 49ers|Long Beach 49ers|CS Long Beach",
    "Cal State Fullerton Titans": "CS Fullerton|Cal St.-Fullerton",
    "Cal State Northridge Matadors": "CS Northridge|CSUN Matadors|Cal St.-Northridge|abbr:CSUN",
    "Cal State Bakersfield Roadrunners": "CS Bakersfield|CSUB|Cal St.-Bakersfield",
    "Cal Poly Mustangs": "Cal Poly-SLO|Cal Poly San Luis Obispo|Cal Poly SLO",
    "UC Santa Barbara Gauchos": "UCSB Gauchos|Cal-Santa Barbara|California-Santa Barbara|Santa Barbara Gauchos",
    "UC Irvine Anteaters": "Cal-Irvine|California-Irvine",
    "UC Davis Aggies": "Cal-Davis|California-Davis",
    "UC Riverside Highlanders": "Cal-Riverside|California-Riverside|UCR Highlanders",
    "UC San Diego Tritons": "UC-San Diego|Cal-San Diego|UCSD Tritons",
    "Saint Mary's Gaels": "St. Mary's (Calif.)|St. Mary's, Calif.|Saint Mary's (CA)|St. Mary's, Cal.|St. Mary's College",
    "Saint Joseph's Hawks": "St. Joseph's|St. Joe's|St. Joseph's (Pa.)|St. Joseph's Hawks|St. Joe's Hawks|Saint Joseph's (Pa.)|Saint Joseph's (PA)",
    "St. John's Red Storm": "St. John's (N.Y.)|St. John's Redmen|St. John's, N.Y.|nick:Redmen|nick:Johnnies|St. John's Johnnies|St John's (NY)",
    "St. Francis (PA) Red Flash": "St. Francis (Pa.)|St. Francis, Pa.|Saint Francis (PA)|Saint Francis (Pa.)|Saint Francis Red Flash|St. Francis Red Flash",
    "St. Francis Brooklyn Terriers": "St. Francis (NY)|St. Francis, N.Y.|St. Francis (N.Y.)|St. Francis (BKN)",
    "Saint Louis Billikens": "St. Louis Billikens|Saint Louis U.|SLU Billikens|St. Louis University",
    "Saint Peter's Peacocks": "St. Peter's Peacocks|Saint Peter's College|St. Peter's College",
    "Mount St. Mary's Mountaineers": "Mount St. Mary's (Md.)|Mount St. Mary's, Md.|Mt. St. Mary's (Md.)|Mt. Saint Mary's",
    "Loyola Chicago Ramblers": "Loyola (Ill.)|Loyola of Chicago|Loyola, Ill.|Loyola (Chicago)|Loyola-Illinois|Loyola University Chicago|Loyola (Chi.)",
    "Loyola Maryland Greyhounds": "Loyola (Md.)|Loyola, Md.|Loyola (MD)|Loyola-Md.",
    "Loyola Marymount Lions": "Loyola-Mmt|Loyola (Calif.)|LMU Lions",
    "Detroit Mercy Titans": "Detroit-Mercy|Det. Mercy|Detroit-Mercy Titans",
    "William & Mary Tribe": "Wm. & Mary|William and Mary Tribe|College of William & Mary|College of William and Mary|Wm & Mary Tribe",
    "Charleston Cougars": "Coll. of Charleston|C. of Charleston|Col of Charleston",
    "Charlotte 49ers": "UNC Charlotte|UNC-Charlotte|N.C.-Charlotte|North Carolina-Charlotte|UNC Charlotte 49ers|NC-Charlotte",
    "UNC Asheville Bulldogs": "N.C.-Asheville|NC-Asheville|UNCA Bulldogs",
    "UNC Greensboro Spartans": "N.C.-Greensboro|NC-Greensboro|UNCG|UNCG Spartans",
    "UNC Wilmington Seahawks": "N.C.-Wilmington|NC-Wilmington|UNCW|UNCW Seahawks|NC Wilmington",
    "South Florida Bulls": "USF Bulls|S. Florida|So. Florida",
    "Southern Miss Golden Eagles": "Southern Miss Eagles|So. Miss|So. Mississippi|S. Mississippi|Southern Mississippi Eagles|USM Golden Eagles",
    "East Carolina Pirates": "ECU Pirates|E. Carolina Pirates",
    "Western Kentucky Hilltoppers": "WKU Hilltoppers|Western Kentucky Lady Toppers|nick:Lady Toppers|W. Ky.|nick:Toppers|Western Kentucky Toppers",
    "Appalachian State Mountaineers": "App. State|App St.|Appy State|Appalachian State University",
    "Coastal Carolina Chanticleers": "Coastal Car.|Coastal Caro.|nick:Chants|Coastal Carolina Chants",
    "Jacksonville State Gamecocks": "Jax State|Jax St.|Jacksonville St. (Ala.)|JSU Gamecocks",
    "Sam Houston Bearkats": "Sam Houston St. Bearkats|SHSU Bearkats",
    "Stephen F. Austin Lumberjacks": "S.F. Austin|SF Austin|S.F.A.|SFA Lumberjacks|SFA Ladyjacks|Stephen F. Austin St.|Stephen F. Austin State|nick:Ladyjacks",
    "Texas State Bobcats": "Southwest Texas State|SW Texas State|SW Texas St.|SW Texas|Southwest Texas|Southwest Texas St.|Texas State-San Marcos",
    "Texas A&M-Corpus Christi Islanders": "A&M-CC|Texas A&M-C.C.|Tex. A&M-Corpus Christi|TAMU-CC|A&M Corpus Christi",
    "UTEP Miners": "Texas El Paso|Texas-El Paso Miners|UT El Paso",
    "UTSA Roadrunners": "Texas-S.A.|UT-San Antonio",
    "UT Arlington Mavericks": "Texas Arlington|UTA Mavericks",
    "UT Rio Grande Valley Vaqueros": "UT-Rio Grande Valley|UTRGV Vaqueros|Texas-Pan American|Pan American|Texas Rio Grande Valley|UT-Pan American|Texas-Pan American Broncs",
    "UT Martin Skyhawks": "UT-Martin|Tenn.-Martin",
    "Chattanooga Mocs": "Tennessee-Chattanooga|Tenn.-Chattanooga|UT Chattanooga|UT-Chattanooga|Chattanooga Lady Mocs|UTC Mocs|nick:Lady Mocs",
    "UAB Blazers": "Ala.-Birmingham|Alabama Birmingham|U.A.B.",
    "UIC Flames": "Ill.-Chicago",
    "UMass Lowell River Hawks": "Mass.-Lowell|Mass-Lowell|UMass-Lowell|Massachusetts Lowell",
    "UMBC Retrievers": "Md.-Balt. County|Maryland-B.C.|Md.-Baltimore County|Maryland Baltimore County|U.M.B.C.",
    "Massachusetts Minutemen": "U-Mass|UMass-Amherst|UMass Amherst|Mass. Minutemen|Massachusetts Minutewomen|UMass Minutewomen|nick:Minutewomen",
    "Maryland-Eastern Shore Hawks": "Md.-Eastern Shore|Md.-E. Shore|UMES Hawks|Maryland-E. Shore|Maryland E. Shore",
    "Arkansas-Pine Bluff Golden Lions": "UAPB|Ark. Pine Bluff|UA Pine Bluff|UAPB Golden Lions",
    "Little Rock Trojans": "Ark.-Little Rock|UALR|Arkansas Little Rock|UALR Trojans|UA Little Rock",
    "Kansas City Roos": "Mo.-Kansas City|Missouri Kansas City|UMKC Kangaroos|UMKC Roos|Missouri-K.C.",
    "Omaha Mavericks": "Neb.-Omaha|UNO Mavericks|Nebraska Omaha Mavs",
    "Green Bay Phoenix": "Wis.-Green Bay|UW-Green Bay|UW Green Bay|UWGB|Wisconsin Green Bay",
    "Milwaukee Panthers": "Wis.-Milwaukee|UW-Milwaukee|UW Milwaukee|UWM|Wisconsin Milwaukee",
    "SIU Edwardsville Cougars": "SIU-Edwardsville|S. Illinois-Edwardsville|SIUE Cougars|Southern Ill.-Edwardsville",
    "Southern Illinois Salukis": "SIU Salukis|SIU-Carbondale|Southern Illinois-Carbondale",
    "Purdue Fort Wayne Mastodons": "IPFW|IPFW Mastodons|Indiana-Purdue Fort Wayne|IU-PU Fort Wayne|Ind.-Pur.-Fort Wayne",
    "IUPUI Jaguars": "IUPUI Jags|Ind.-Pur.-Indpls.|Indiana-Purdue Indianapolis",
    "Long Island University Sharks": "LIU Brooklyn|LIU-Brooklyn|LIU Sharks|LIU Blackbirds|Long Island U.|LIU-Brooklyn Blackbirds|Long Island Blackbirds",
    "Fairleigh Dickinson Knights": "FDU Knights|Fair. Dickinson|Fairleigh Dick.",
    "Central Connecticut Blue Devils": "Cent. Conn. St.|Central Conn. St.|Central Conn.|C. Connecticut St.|Cent. Connecticut St.|Central Connecticut St.|CCSU|CCSU Blue Devils",
    "Albany Great Danes": "Albany (NY)|Albany (N.Y.)|Albany, N.Y.|SUNY Albany",
    "Buffalo Bulls": "SUNY Buffalo|UB Bulls|Buffalo U.",
    "Stony Brook Seawolves": "SUNY Stony Brook|SUNY-Stony Brook",
    "Binghamton Bearcats": "SUNY Binghamton|Binghamton U.",
    "Boston University Terriers": "BU Terriers",
    "Prairie View A&M Panthers": "Prairie View A&M University|Prairie View A and M",
    "Alabama A&M Bulldogs": "Ala. A&M|Alabama A and M|AAMU",
    "North Carolina A&T Aggies": "N. Carolina A&T|North Carolina A and T|NC A and T|NCAT Aggies",
    "North Carolina Central Eagles": "N. Carolina Central|N.C. Cent.|NCCU Eagles",
    "South Carolina State Bulldogs": "S.C. State|SC State|S. Carolina St.|S.C. St.|SC State Bulldogs|S.C. State Bulldogs",
    "South Carolina Upstate Spartans": "SC Upstate|S.C. Upstate|USC-Upstate|S. Carolina Upstate",
    "Mississippi Valley State Delta Devils": "Miss. Valley St.|Miss. Valley State|MVSU|Miss. Valley|Mississippi Valley",
    "Grambling Tigers": "Grambling St. Tigers|Grambling State University|GSU Tigers",
    "Southern Jaguars": "Southern-Baton Rouge|Southern (La.)|Southern, La.|Southern U. Jaguars|Southern Univ.",
    "East Tennessee State Buccaneers": "ETSU Buccaneers|ETSU Bucs|E. Tennessee State|East Tennessee St. Buccaneers|East Tenn. State",
    "Gardner-Webb Runnin' Bulldogs": "Gardner-Webb Bulldogs",
    "Northern Iowa Panthers": "UNI Panthers|No. Iowa",
    "Northern Illinois Huskies": "NIU Huskies|No. Illinois",
    "Northern Arizona Lumberjacks": "NAU Lumberjacks|No. Arizona",
    "North Dakota State Bison": "NDSU Bison|N. Dakota St. Bison|N.D. State",
    "South Dakota State Jackrabbits": "SDSU Jackrabbits|S. Dakota St. Jackrabbits|S.D. State Jackrabbits|South Dakota State Jacks",
    "North Dakota Fighting Hawks": "North Dakota Fighting Sioux|nick:Fighting Sioux|UND Fighting Hawks|North Dakota Sioux|UND Fighting Sioux",
    "Southeast Missouri State Redhawks": "SE Missouri St.|SE Missouri|Southeast Missouri|Southeast Mo. St.|SEMO|SEMO Redhawks|Southeast Missouri St. Redhawks|S.E. Missouri St.",
    "Southeastern Louisiana Lions": "SE Louisiana|S.E. Louisiana|SE La.|Southeastern La.|SLU Lions",
    "Northwestern State Demons": "NW State|Northwestern (La.) St.|Northwestern State (La.)|Northwestern St. (La.)|Northwestern St., La.|NSU Demons|Northwestern La.",
    "Troy Trojans": "Troy State|Troy St.|Troy State Trojans|Troy St. Trojans",
    "Utah Tech Trailblazers": "Dixie State|Dixie State Trailblazers|Utah Tech Blazers",
    "Tarleton Texans": "Tarleton State|Tarleton State Texans|Tarleton St. Texans",
    "McNeese Cowboys": "McNeese|McNeese St. Cowboys",
    "Nicholls Colonels": "Nicholls|Nicholls St. Colonels",
    "Houston Christian Huskies": "Houston Bap.|Houston Chr.|HBU Huskies",
    "California Baptist Lancers": "Cal Bap|CBU Lancers",
    "Abilene Christian Wildcats": "Abilene Chr.|ACU Wildcats",
    "East Texas A&M": "East Texas A&M Lions|Texas A&M-Commerce Lions|E. Texas A&M|East Texas State|East Texas St.",
    "Texas A&M-Commerce Lions": "Texas A&M Commerce|A&M-Commerce",
    "Le Moyne": "Le Moyne Dolphins|LeMoyne|Le Moyne College",
    "Lindenwood": "Lindenwood Lions", "Mercyhurst": "Mercyhurst Lakers", "New Haven": "New Haven Chargers",
    "Southern Indiana": "Southern Indiana Screaming Eagles|Southern Ind.|S. Indiana|USI Screaming Eagles|nick:Screaming Eagles",
    "West Georgia": "West Georgia Wolves|West Ga.|W. Georgia",
    "Queens (NC)": "Queens University of Charlotte|Queens Royals|Queens (N.C.)|Queens (Charlotte)",
    "Monmouth Hawks": "Monmouth (NJ)|Monmouth (N.J.)|Monmouth, N.J.",
    "Wagner Seahawks": "Wagner College",
    "Seattle U Redhawks": "Seattle U.|Seattle Univ.|Seattle Chieftains",
    "Pacific Tigers": "UOP Tigers",
    "Oakland Golden Grizzlies": "Oakland (Mich.)|Oakland, Mich.|Oakland (MI)|Oakland U.",
    "Belmont Bruins": "Belmont U.", "Bryant Bulldogs": "Bryant College", "Rider Broncs": "Rider College",
    "St. Thomas Tommies": "St. Thomas (Minn.)|St. Thomas, Minn.|St. Thomas (MN)|Saint Thomas (Minn.)|St. Thomas-Minnesota",
    "George Washington Colonials": "GW Colonials|George Washington Revolutionaries|GWU|GW Revolutionaries",
    "George Mason Patriots": "GMU Patriots",
    "James Madison Dukes": "JMU Dukes",
    "Georgia Southern Eagles": "Ga. Southern Eagles|Georgia So.|GSU Eagles",
    "Tulsa Golden Hurricane": "Tulsa Hurricane|TU Golden Hurricane",
    "VCU Rams": "V.C.U.|Va. Commonwealth", "VMI Keydets": "V.M.I.|Va. Military", "Old Dominion Monarchs": "ODU Monarchs",
    "Stanford Cardinal": "Stanford Cardinals|Stanford U.", "Pennsylvania Quakers": "Pennsylvania U.|UPenn",
    "Cornell Big Red": "Cornell U.", "Dartmouth Big Green": "Dartmouth Green", "Yale Bulldogs": "Yale Elis|nick:Elis|nick:Eli",
    "Bowling Green Falcons": "Bowl. Green|Bowling Green St.|BGSU Falcons|Bowling Green St. Falcons|Bowling Green (Ohio)",
    "Ohio Bobcats": "Ohio U.|Ohio Univ.|OU Bobcats", "Kent State Golden Flashes": "Kent State Flashes|Kent St. Golden Flashes|nick:Flashes",
    "Eastern Michigan Eagles": "EMU Eagles|Eastern Michigan Hurons|nick:Hurons", "Central Michigan Chippewas": "CMU Chippewas",
    "Western Michigan Broncos": "WMU Broncos", "Ball State Cardinals": "Ball St. Cardinals",
    "Louisiana Tech Bulldogs": "La. Tech Bulldogs|Louisiana Tech Lady Techsters|nick:Lady Techsters|nick:Techsters",
    "Nevada Wolf Pack": "Nevada-Reno|Nevada Reno|Nevada Wolfpack|UNR Wolf Pack",
    "New Mexico State Aggies": "NM State|N.M. State|NMSU Aggies|NM St.|N. Mexico St.", "New Mexico Lobos": "UNM Lobos|nick:Lady Lobos",
    "Utah State Aggies": "USU Aggies|Utah St. Aggies", "Boise State Broncos": "BSU Broncos|Boise Broncos",
    "Oregon State Beavers": "Oregon St. Beavs|nick:Beavs|OSU Beavers|Ore. St.", "Oregon Ducks": "UO Ducks",
    "Baylor Bears": "Baylor Lady Bears|nick:Lady Bears",
    "Clemson Tigers": "Clemson Lady Tigers", "Vanderbilt Commodores": "Vandy Commodores|Vanderbilt 'Dores|nick:'Dores|nick:Dores",
    "Jackson State Tigers": "JSU Tigers", "Illinois State Redbirds": "ISU Redbirds", "Indiana State Sycamores": "ISU Sycamores",
    "Missouri State Bears": "Southwest Missouri State|SW Missouri State|SW Missouri St.|Southwest Missouri St.|SW Missouri|SMSU|Missouri State Lady Bears|Southwest Missouri State Bears",
    "Wichita State Shockers": "WSU Shockers",
    "Villanova Wildcats": "nick:'Nova",
    "Providence ": "PC Friars", "Marquette Golden Eagles": "Marquette Warriors", "DePaul Blue Demons": "De Paul|De Paul Blue Demons|DePaul Demons",
    "Rhode Island Rams": "URI Rams|R.I. Rams", "New Hampshire Wildcats": "UNH Wildcats", "Vermont Catamounts": "UVM Catamounts",
    "St. Bonaventure Bonnies": "St. Bona|St. Bonaventure's",
    "Northeastern Huskies": "Northeastern U.", "Robert Morris Colonials": "RMU Colonials",
    "Youngstown State Penguins": "YSU Penguins", "Wright State Raiders": "Wright St. Raiders",
    "Tennessee Tech Golden Eagles": "TTU Golden Eagles|Tenn. Tech Golden Eagles", "Tennessee State Tigers": "TSU Tigers",
    "Austin Peay Governors": "Austin Peay State|Austin Peay St.|Austin Peay Govs|nick:Govs|Austin Peay State University",
    "Eastern Kentucky Colonels": "EKU Colonels|EKU", "Eastern Washington Eagles": "EWU Eagles|EWU|Eastern Wash.",
    "Western Carolina Catamounts": "WCU Catamounts|W. Carolina", "Elon Phoenix": "Elon College",
    "Florida A&M Rattlers": "FAMU Rattlers|Fla. A and M|Florida A and M", "Bethune-Cookman Wildcats": "B-Cookman|Beth.-Cookman|Bethune-Cookman College|Beth-Cook|B-CU",
    "Alcorn State Braves": "Alcorn A&M", "Savannah State Tigers": "Savannah St.|Savannah St. Tigers",
    "Texas Southern Tigers": "Tex. Southern|Texas So.",
    "Idaho State Bengals": "ISU Bengals", "Montana State Bobcats": "MSU Bobcats", "Weber State Wildcats": "WSU Wildcats",
    "Portland State Vikings": "PSU Vikings|Port. St.|Portland St. Vikings", "Gonzaga Bulldogs": "Gonzaga Zags|nick:Lady Zags",
    "Montana Grizzlies": "Montana Griz|nick:Griz|Montana Lady Griz|nick:Lady Griz",
}
# Clubs' towns as lists of their countries have them, and as English copy does.
EXONYMS = {
    "Beograd": "Belgrade", "Bucuresti": "Bucharest", "București": "Bucharest", "Praha": "Prague", "Warszawa": "Warsaw", "Wien": "Vienna",
    "Moskva": "Moscow", "Kyiv": "Kiev", "Kyjiv": "Kiev", "Lisboa": "Lisbon", "København": "Copenhagen", "Kobenhavn": "Copenhagen",
    "Göteborg": "Gothenburg", "Goteborg": "Gothenburg", "Odesa": "Odessa", "Lviv": "Lvov", "Kharkiv": "Kharkov", "Dnipro": "Dnepr",
    "Zaporizhzhia": "Zaporozhye", "Mykolaiv": "Nikolayev", "Chernihiv": "Chernigov", "Luhansk": "Lugansk", "Thessaloniki": "Salonika",
    "Athina": "Athens", "München": "Munich", "Köln": "Cologne", "Nürnberg": "Nuremberg", "Milano": "Milan", "Napoli": "Naples",
    "Firenze": "Florence", "Bruxelles": "Brussels", "Brugge": "Bruges", "Antwerpen": "Antwerp", "Gent": "Ghent", "Zürich": "Zurich",
    "Genève": "Geneva", "Bern": "Berne", "Basel": "Basle", "Hrodna": "Grodno", "Homel": "Gomel", "Viciebsk": "Vitebsk", "Bakı": "Baku",
    "Krakow": "Cracow", "Kraków": "Cracow", "Plzeň": "Pilsen", "Plzen": "Pilsen", "Almaty": "Alma-Ata", "Toshkent": "Tashkent",
    "Erevan": "Yerevan", "Kolkata": "Calcutta", "Chennai": "Madras", "Bengaluru": "Bangalore", "Oostende": "Ostend", "Den Haag": "The Hague",
    "Lokomotive": "Lokomotiv", "Dinamo": "Dynamo", "Dynamo": "Dinamo", "Olympiakos": "Olympiacos", "Beer Sheva": "Beersheba",
    "Be'er Sheva": "Beersheba", "Shakhtyor": "Shakhtar", "Shakhtar": "Shakhtyor", "Metalurh": "Metallurg", "Chornomorets": "Chernomorets",
    "Neftchi": "Neftci",
}
# Which of them are said of the clubs of some countries alone.
ONLY_IN = {
    "Dinamo": set("""Albania|Belarus|Bosnia and Herzegovina|Bulgaria|Croatia|Georgia|Romania|Russia|Ukraine|Uzbekistan|Kyrgyzstan|Moldova|
        Latvia|Lithuania|Armenia|Azerbaijan|Slovenia|Kazakhstan|Tajikistan""".replace("\n", "").replace(" " * 8, "").split("|")),
    "Lokomotive": {"Germany"}, "Shakhtyor": {"Belarus", "Kazakhstan"}, "Shakhtar": {"Ukraine"}, "Wien": {"Austria"},
    "Almaty": {"Kazakhstan"}, "Milano": {"Italy"}, "Lisboa": {"Portugal"},
}
ONLY_IN["Dynamo"] = ONLY_IN["Dinamo"]
# Where a newspaper of the country is in English and clubs are "X FC".
ENGLISH_LANDS = set(
    """England|Scotland|Wales|Northern Ireland|Ireland|Canada|Australia|New Zealand|India|Nigeria|Ghana|South Africa|Kenya|Zambia|
    Zimbabwe|Uganda|Tanzania|Malawi|Botswana|Namibia|Malaysia|Singapore|Hong Kong|Jamaica|Trinidad and Tobago|Malta|Gibraltar|Liberia|
    Sierra Leone|Gambia|Lesotho|Eswatini|Bermuda|Barbados|Fiji|Papua New Guinea|Guyana|Philippines|Thailand|South Korea|China|
    Vietnam|Indonesia|Myanmar|Cambodia|Bangladesh|Nepal|Sri Lanka|Maldives|Bhutan|Pakistan|Rwanda|Ethiopia|Mauritius|Seychelles|Guam"""
    .replace("\n", "").replace("    ", "").split("|"))
AFFIXED = re.compile(r"(^|\s)(FC|AFC|F\.C\.|CF|SC|FK|NK|SK|AC|AS|AFC|BK|IF|RFC|SV|VfB|VfL|TSV|CD|UD|SD|CA|EC|CS|KF|JK|FF|IK|HNK|KV|KVC|RC)(\s|$)")
REGISTERED = re.compile(r"verein|Fu(ß|ss)ball|Sport-?club|Sport-Club|Idrett|Fotboll|Kul(ü|u)b|Associa|Societ|Unione|Asocia|Fotbal|klub|Leibes|Beweg|"
                        r"Pallo|Belediye|Barátok|felag|Torna|Oefening|Union Sportive|Construct", re.I)
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"})
UMLAUT_LANDS = {"Germany", "Austria", "Switzerland", "Sweden", "Finland", "Denmark", "Norway", "Liechtenstein"}
# The same towns where the row has them without their marks.
PLAIN_UMLAUTS = {
    "Malmo": "Malmoe", "Goteborg": "Goeteborg", "Norrkoping": "Norrkoeping", "Orebro": "Oerebro", "Jonkoping": "Joenkoeping", "Osters": "Oesters",
    "Linkoping": "Linkoeping", "Vasteras": "Vaesteraas", "Djurgarden": "Djurgaarden", "Djurgardens": "Djurgaardens", "Hacken": "Haecken",
    "Gefle": "Gaevle", "Ostersund": "Oestersund", "Ostersunds": "Oestersunds",
    "Brondby": "Broendby", "Sonderjyske": "Soenderjyske", "Kobenhavn": "Koebenhavn",
    "Tromso": "Tromsoe", "Bodo": "Bodoe", "Lillestrom": "Lillestroem", "Stromsgodset": "Stroemsgodset", "Valerenga": "Vaalerenga",
    "Honefoss": "Hoenefoss", "Alesund": "Aalesund", "Koge": "Koege", "Monchengladbach": "Moenchengladbach",
    "Nurnberg": "Nuernberg", "Koln": "Koeln", "Munchen": "Muenchen", "Dusseldorf": "Duesseldorf", "Furth": "Fuerth", "Saarbrucken": "Saarbruecken",
    "Osnabruck": "Osnabrueck", "Lubeck": "Luebeck", "Munster": "Muenster", "Gutersloh": "Guetersloh", "Goppingen": "Goeppingen",
    "Wurzburg": "Wuerzburg", "Wurzburger": "Wuerzburger", "Zurich": "Zuerich", 
    "Jyvaskyla": "Jyvaeskylae", "Hameenlinna": "Haemeenlinna", "Farjestad": "Faerjestad", "Farjestads": "Faerjestads",
    "Frolunda": "Froelunda", "Brynas": "Brynaes", "Karpat": "Kaerpaet", "Kolner": "Koelner", "Eisbaren": "Eisbaeren",
     "Fuchse": "Fuechse", "Lowen": "Loewen",
    "Wurttemberg": "Wuerttemberg", "Worgl": "Woergl", "Modling": "Moedling", "Polten": "Poelten",
    
}
# Letters of countries that are no word, no zone of time, no franchise's and no body's ("CHI", "EST", "HON", "ARU", "MTN").
COUNTRY_CODES = set(
    """IRL ENG WAL SCO FRA GER ITA ESP BEL BRA URU VEN MEX CAN CRC TTO TRI CUB NZL RSA TGA JPN ROU RUS SRB CRO SLO SVN BIH MKD ALB CZE SVK
    POL HUN BUL UKR BLR MDA AZE FIN SWE NOR ISL LUX CYP GRE TUR ISR NGR NGA CMR GHA SEN ALG TUN LBA BFA ZAM ZIM MOZ KEN UGA RWA CPV KOR
    PRK CHN HKG TPE KSA IRN IRQ THA INA QAT KUW UZB KAZ LTU LVA SUI AUT NED ARG KGZ TJK TKM VIE SYR YEM JOR BHR OMA BLZ GLP NCD SKN LCA
    CUW EQG GEQ GNB NCA BRB GUY KVX SMR FRO MLT MNE GEO PAK AFG NEP MYA IDN PRY BOL RWA BDI SLE LBR ETH ERI MTQ""".split()) - {"TRI", "GUY", "NCA"}


def key_of(form):
    """What the lexicon sees of a form: as `fold`, and without full stops, apostrophes' kind and `&`."""
    return " ".join(fold(form).replace(".", " ").replace("/", " ").replace("&", " and ").replace("’", "'").split())


class Table:
    """A .tsv file whose lines are kept as they are, but for rows that get forms."""

    def __init__(self, path):
        self.path, self.lines, self.rows, columns = path, [], [], None
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line or line.startswith("#"):
                self.lines.append(line)
            elif columns is None:
                columns = self.columns = line.split("\t")
                self.lines.append(line)
            else:
                row = dict(zip(columns, line.split("\t")))
                self.lines.append(row)
                self.rows.append(row)

    def write(self):
        text = "\n".join(line if isinstance(line, str) else "\t".join(line[c] for c in self.columns) for line in self.lines)
        self.path.write_text(unicodedata.normalize("NFC", text), encoding="utf-8")


def forms_of(row):
    return [f for f in row["forms"].split("|") if f]


class Forms:
    def __init__(self, tables):
        self.tables = tables
        self.owners = {}
        for table in tables:
            for row in table.rows:
                for form in [row["name"], *forms_of(row)]:
                    self.owners.setdefault((row["sport"], key_of(bare(form))), set()).add(row["key"])
        # Forms of forms are nobody's: a row that the script has been at stays as it is until that source is taken out.
        self.done = {row["key"] for table in tables for row in table.rows if SOURCE in row["source"].split("|")}
        self.added = 0

    def add(self, row, forms, spelling=False):
        """Adds those of `forms` that say something new. `spelling`: single words are spellings of the row's own."""
        if row["key"] in self.done:
            return
        have = {key_of(bare(f)) for f in [row["name"], *forms_of(row)]}
        for form in forms:
            text = bare(form)
            key = key_of(text)
            if not key or key in have or len(text) < 3:
                continue
            if " " not in key and not spelling and not form.startswith(("nick:", "abbr:")):
                continue
            owners = self.owners.setdefault((row["sport"], key), set())
            # Letters and nicknames are shared; the article decides.
            if owners - {row["key"]} and not form.startswith(("nick:", "abbr:")):
                continue
            owners.add(row["key"])
            have.add(key)
            row["forms"] = "|".join(filter(None, [row["forms"], form]))
            if SOURCE not in row["source"].split("|"):
                row["source"] += "|" + SOURCE
            self.added += 1


def school_of(row):
    """The college's name without its nickname."""
    plain = [f for f in forms_of(row) if not f.startswith(("nick:", "abbr:"))]
    starts = [f for f in plain if row["name"].startswith(f + " ")]
    if starts:
        return max(starts, key=len)
    for form in forms_of(row):
        nick = bare(form)
        if form.startswith(("nick:", "abbr:")) and row["name"].endswith(" " + nick):
            return row["name"][: -len(nick) - 1]
        if form.startswith("abbr:") and row["name"].startswith(nick + " "):
            return nick
    for school in sorted(UNIVERSITY | UNIVERSITY_OF | COLLEGE, key=len, reverse=True):
        if row["name"].startswith(school + " "):
            return school
    return ""


def short_directions(school):
    """"N. Illinois", "Northern Ill.", "Fla. Atlantic", "E. Tenn. St."."""
    out = []
    words = school.split()
    head, rest = words[0], words[1:]
    if head in DIRECTION_SHORT and rest and rest[0] in DIRECTED and not (head in ("North", "South", "East", "West") and len(rest) == 1 and rest[0] == "State"):
        for short in DIRECTION_SHORT[head]:
            out.append(" ".join([short, *rest]))
        if rest[0] in STATE_SHORT:
            out.append(" ".join([head, STATE_SHORT[rest[0]], *rest[1:]]))
            out.append(" ".join([DIRECTION_SHORT[head][0], STATE_SHORT[rest[0]], *rest[1:]]))
    for state, short in STATE_SHORT.items():
        if school.startswith(state + " ") or school.startswith(state + "-"):
            out.append(short + school[len(state):])
    return out


def college_forms(row):
    school = school_of(row)
    out = []
    if school:
        mascot = row["name"][len(school):].strip()
        shorts = short_directions(school)
        if school.endswith(" State"):
            shorts += [s[:-5] + "St." for s in [school, *shorts] if s.endswith(" State")]
            out += [school + " University", school + " Univ."]
            if mascot:
                out.append(f"{school[:-5]}St. {mascot}")
        out += shorts
        if mascot:
            # "N. Illinois Huskies", "Fla. Atlantic Owls".
            out += [f"{s} {mascot}" for s in shorts if s.count(".") < 2 and (s.endswith(" St.") or s.split()[0] in ("N.", "S.", "E.", "W.", "C.", "SE", "SW"))]
        if school in US_STATES or school in UNIVERSITY_OF:
            # "The University of X" alone is the institution oftener than its team.
            out += [f"Univ. of {school}", f"U. of {school}"]
            if mascot:
                out.append(f"University of {school} {mascot}")
        if school in UNIVERSITY:
            out += [f"{school} University", f"{school} Univ."]
        if school in COLLEGE:
            out.append(f"{school} College")
        if school.startswith("Saint "):
            out += ["St. " + school[6:], f"St. {school[6:]} {mascot}".strip()]
        elif school.startswith("St. "):
            out += ["Saint " + school[4:], f"Saint {school[4:]} {mascot}".strip()]
    for form in forms_of(row):
        if " " in form and not form.startswith(("nick:", "abbr:")) and form != school and not form.endswith(row["name"].split()[-1]):
            out += short_directions(form)
            if form in UNIVERSITY:
                out += [f"{form} University", f"{form} Univ."]
            if form in UNIVERSITY_OF:
                out += [f"Univ. of {form}", f"U. of {form}"]
            if form.endswith(" State"):
                out += [form[:-5] + "St."]
    return out + [f for f in SCHOOL_FORMS.get(row["name"], "").split("|") if f]


def replace_word(text, word, other):
    return re.sub(rf"(?<![\w]){re.escape(word)}(?![\w])", other, text)


def spellings(row):
    """The row's names in other spellings of the same words."""
    out = []
    for form in [row["name"], *[f for f in forms_of(row) if not f.startswith(("nick:", "abbr:"))]]:
        text = bare(form)
        suffix = form[len(text):] if form.startswith(text) else ""
        if "Lisboa e " in text or REGISTERED.search(text):
            continue
        if row["country"] in UMLAUT_LANDS and re.search(r"[äöüøåÄÖÜØÅ]", text) and not re.search(r"[A-Z][ÄÖÜØÅ]|[A-Z]ä[A-Z]", text):
            out.append(text.translate(UMLAUTS) + suffix)
        for plain, marked in PLAIN_UMLAUTS.items():
            if row["country"] in UMLAUT_LANDS and re.search(rf"\b{plain}\b", text):
                out.append(replace_word(text, plain, marked) + suffix)
        if " " in text:
            if row["sport"] == "football" and text.endswith(" United") and not text.startswith("FC "):
                out.append(text[:-6] + "Utd" + suffix)
            for other, changed in EXONYMS.items():
                if text != other and changed not in text and (other not in ONLY_IN or row["country"] in ONLY_IN[other]) and re.search(rf"(^|\s){re.escape(other)}(\s|$)", text):
                    out.append(replace_word(text, other, changed) + suffix)
        if re.search(r"\bSaint[ -]", text) and row["kind"] != "college":
            out.append(re.sub(r"\bSaint([ -])", r"St\1", text) + suffix)
        elif re.match(r"St\.? ", text) and row["kind"] != "college" and row["country"] in ("France", "Belgium", "United States"):
            out.append(re.sub(r"^St\.? ", "Saint ", text) + suffix)
    return out


def club_forms(row, cities):
    """With the letters that the club's own notes carry."""
    out, name, sport, country = [], row["name"], row["sport"], row["country"]
    if sport == "football" and row["kind"] in ("club", "franchise") and country in ENGLISH_LANDS and " " in name:
        if not AFFIXED.search(name) and not re.search(r"\b(The|Club|College|University|Police|Forces|Army|Academy|Ltd|Limited|Bank|Food|Force|Program|[A-Z]{2,})\b", name):
            out.append(name + " FC")
    if sport == "football" and " " in name and AFFIXED.search(name):
        stripped = strip_affixes(name)
        if " " in stripped and key_of(stripped) not in cities:
            out.append(stripped)
    if sport == "rugby-union" and row["kind"] == "club" and country in ("England", "Wales", "Scotland", "Ireland", "Northern Ireland"):
        if row["league"] != "United Rugby Championship" and not re.search(r"\b(RFC|Rugby|University|College|School|Grammar|Academy|Institution|Royal)\b", name):
            if not re.search(r" (Falcons|Warriors|Tigers|Sharks|Bears|Chiefs|Saints|Blues|Titans|Hawks|Knights|Pirates|Trailfinders|Reds|Tykes|"
                             r"Carnegie|Dragons|Chieftains|Red Bulls|Reivers)$", name):
                out.append(name + " RFC")
            elif row["city"] and name.startswith(row["city"] + " "):
                out.append(row["city"] + " RFC")
    if sport == "rugby-league" and row["league"] in ("Super League", "RFL Championship") and country == "England":
        town = name if " " not in name else row["city"]
        out += ([name + " RLFC"] if re.search(r"^\S+$|(Rovers|Town|Trinity|Helens|Hornets)$", name) else []) + ([town + " RLFC"] if town and town != "London" and name.startswith(town) else [])
    if sport == "cricket" and row["league"] in ("County Championship", "National Counties") and " " not in name:
        out += [name + " CCC", name + " County Cricket Club"]
    if sport == "australian-football" and row["league"] == "AFL":
        out += [name + " Football Club"] + ([name + " FC"] if " " not in name else [])
    if sport in ("basketball", "handball", "volleyball", "ice-hockey") and row["kind"] == "club" and AFFIXED.search(name):
        stripped = strip_affixes(name)
        if " " in stripped:
            out.append(stripped)
    return out


# Short nicknames that stand behind the town, too: "Cleveland Cavs".
SHORT_NICKNAMES = set(
    """Cavs Mavs Sixers Blazers Wolves T-Wolves Cards Pats Niners Bucs Jags Vikes D-backs Yanks Nats Jays Phils Stros Habs Leafs Canes Caps
    Pens Sens Preds Avs Yotes Nucks Isles Quakes Revs Stamps Ticats Argos Als Sonics Celts Pels Raps Grizz Nugs Esks Buccos
    Whitecaps Skins Fins D-Rays Nords Jackets Riders Cubbies Thrashers Knights Hawks""".split())
# What tables and headlines make of a franchise's place.
PLACE_SHORT = {
    "Los Angeles": "L.A.", "New York": "N.Y.", "New Jersey": "N.J.", "San Francisco": "S.F.", "Kansas City": "K.C.", "Philadelphia": "Philly",
    "Oklahoma City": "OKC", "Tampa Bay": "Tampa", "Cincinnati": "Cincy", "Indianapolis": "Indy", "Jacksonville": "Jax", "Chicago": "Chi.",
    "Golden State": "Golden St.", "New England": "N. England", "New Orleans": "N. Orleans", "Pittsburgh": "Pitt.", "Minnesota": "Minn.",
    "Washington": "Wash.", "Milwaukee": "Milw.", "San Diego": "S.D.", "North Carolina": "N. Carolina",
}


def franchise_forms(row):
    out, place = [], row["city"]
    if not place or not row["name"].startswith(place + " "):
        return out
    nicks = [bare(f) for f in forms_of(row) if f.startswith("nick:")]
    out += [f"{place} {nick}" for nick in nicks if nick in SHORT_NICKNAMES]
    if place in PLACE_SHORT and row["league"].split("|")[0].split(" ")[0] in ("NFL", "NBA", "MLB", "NHL", "WNBA"):
        out.append(PLACE_SHORT[place] + row["name"][len(place):])
    return out


# Typed by hand: nicknames of national sides whose rows are generated.
TYPED = {
    "Antigua and Barbuda": "nick:Benna Boys", "Barbados": "nick:Bajan Tridents", "Belize": "nick:Jaguars [football]",
    "Bhutan": "nick:Dragon Boys|nick:Druk XI", "British Virgin Islands": "nick:Nature Boyz|BVI", "Brunei": "nick:Tebuan",
    "Cambodia": "nick:Angkor Warriors|nick:Kouprey|Kampuchea", "Cayman Islands": "nick:Yellow Birds|Caymans", "Central African Republic": "nick:Les Fauves|Central African Rep.",
    "Chad": "nick:Les Sao|nick:Sao", "Djibouti": "nick:Shoremen of the Red Sea|nick:Riverains de la Mer Rouge", "Dominica": "nick:Emerald Boys|nick:Emerald Warriors",
    "Eritrea": "nick:Red Sea Boys|nick:Red Sea Camels", "French Guiana": "nick:Yana Dòkòs", "Grenada": "nick:Spice Boyz", "Guadeloupe": "nick:Gwada Boys",
    "Guam": "nick:Matao", "Guyana": "nick:Golden Jaguars|nick:Lady Jags", "Laos": "nick:Thim Xad", "Macao": "nick:Green Lotus|Macau China|Macao China", "Maldives": "nick:Red Snappers",
    "Martinique": "nick:Matinino|nick:Les Matinino", "Mongolia": "nick:Blue Wolves", "Montserrat": "nick:Emerald Boys", "New Caledonia": "nick:Les Cagous|nick:Cagous",
    "Nicaragua": "nick:Pinoleros|nick:La Azul y Blanco", "São Tomé and Príncipe": "nick:Falcons and Parrots|Sao Tome|Sao Tome & Principe",
    "Somalia": "nick:Ocean Stars", "South Sudan": "nick:Bright Stars|nick:Bright Star", "Sudan": "nick:Falcons of Jediane|nick:Secretary Birds|nick:Nile Crocodiles", "Tahiti": "nick:Toa Aito|nick:Iron Warriors|nick:Tiki Toa",
    "US Virgin Islands": "nick:Dashing Eagle|U.S. Virgin Islands|USVI", "Zanzibar": "nick:Zanzibar Heroes", "American Samoa": "nick:Boys from the Territory",
    "Isle of Man": "Ellan Vannin", "Turks and Caicos Islands": "Turks and Caicos|Turks & Caicos", "Anguilla": "nick:Rainbow Warriors [football]",
}


def listed_forms(tables, facts, cities):
    """Forms that the lists have of a club and that import_teams.py left out: (row, form)."""
    index = {}
    for table in tables:
        for row in table.rows:
            for form in [row["name"], *forms_of(row)]:
                if not form.startswith("nick:"):
                    index.setdefault((row["sport"], fold(bare(form))), []).append(row)
    for fact in read(facts / "teams.tsv"):
        sport = SPORT_OF.get(fact["sport"], fact["sport"].replace(" ", "-"))
        if fact["kind"] not in ("club", "franchise") or sport not in ("football", "basketball", "ice-hockey", "rugby-union", "rugby-league") or "reserve" in fact["league"]:
            continue
        country = COUNTRY_ENGLISH.get(fact["country"], fact["country"])
        names = [fact["name"], *[a for a in fact["aliases"].split("|") if a]]
        if any(SIDE_TEAM.search(n) and not re.search(r"\(\w+\)", n) for n in names[:1]) or any(re.search(r"\bwom[ae]n\b|\bU-?\d\d\b", n, re.I) for n in names):
            continue
        hit = next((r for n in names for r in index.get((sport, fold(n)), []) if same_country(country, r["country"])), None)
        if hit is None:
            continue
        for name in names:
            if " " not in name or len(name) > 44 or SIDE_TEAM.search(name) or re.search(r"[\[\](),;:|\"]|\d/\d", name):
                continue
            # Tables' stumps ("Acad. Clinc", "Corv. Hunedoar"), and half names.
            if re.search(r"[^\W\d]{3,}\.", name) or is_cut(name, [*names, hit["name"]]) or key_of(name) in cities:
                continue
            if re.search(r"\b[A-Z]\. ", name) and not re.match(r"^([A-Z]\.){2,}", name) and not re.match(r"^1\. ", name):
                continue
            # What the register of clubs has and a newspaper does not: "Verein für Leibesübungen Bochum 1848".
            if REGISTERED.search(name) or re.search(r"^(The|[A-Z][a-z]{1,2}\.) |[ /][A-Z]\.$", name):
                continue
            # Half a name that other clubs have, too: "Sport Boys", "FC Union".
            core = strip_affixes(name)
            own = {fold(strip_affixes(n)) for n in [hit["name"], *map(bare, forms_of(hit))]}
            if fold(core) not in own and not any(o and (o in fold(core)) for o in own):
                continue
            yield hit, name.strip()


def country_codes(facts):
    codes = {}
    for row in read(facts / "countries_demonyms.tsv"):
        names = [row["country"], *row["aliases"].split("|")]
        for name in names:
            if name:
                codes.setdefault(fold(name), set()).update(c for c in (row["fifa"], row["ioc"]) if re.fullmatch("[A-Z]{3}", c))
    return codes


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0]) / "teams"
    tables = [Table(path) for path in sorted(folder.glob("*.tsv"))]
    forms = Forms(tables)
    cities = {key_of(row["name"]) for path in sorted((folder.parent / "cities").glob("*.tsv")) for row in read(path)}
    cities.update(key_of(row["city"]) for table in tables for row in table.rows)
    facts = Path(arguments[1]) if len(arguments) == 2 else None
    counts = {}

    def run(name, pairs, spelling=False):
        before = forms.added
        for row, more in pairs:
            forms.add(row, more, spelling)
        counts[name] = forms.added - before

    rows = [row for table in tables for row in table.rows]
    run("colleges", ((row, college_forms(row)) for row in rows if row["kind"] == "college"))
    run("clubs", ((row, club_forms(row, cities)) for row in rows))
    run("franchises", ((row, franchise_forms(row)) for row in rows if row["kind"] == "franchise"))
    run("typed", ((row, TYPED[row["name"]].split("|")) for row in rows if row["name"] in TYPED and row["kind"] == "national"))
    if facts:
        run("lists", ((row, [form]) for row, form in listed_forms(tables, facts, cities)))
        codes = country_codes(facts)
        run("countries", ((row, [f"abbr:{c}" for c in sorted(codes.get(fold(row["name"]), set()) & COUNTRY_CODES)])
                          for row in rows if row["kind"] == "national" and row["name"] == row["country"]))
    run("spellings", ((row, spellings(row)) for row in rows if row["kind"] != "college"), True)
    for table in tables:
        table.write()
    print("\n".join(f"{name}\t{count}" for name, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
