#!/usr/bin/env python3
"""Turns a folder of gathered facts into the generated team, venue, competition and outlet lexicons.

    import_teams.py FACTS LEXICONS

FACTS holds teams.tsv, competitions.tsv, venues.tsv, outlets.tsv and, to tell names that need care,
cities.tsv, given_names.tsv, surnames.tsv and countries_demonyms.tsv. LEXICONS is the folder `lexicons`.
Files named hand-*.tsv there are written by people: they are read first, and a fact that names a team
which a hand-written row already has is dropped. Everything else this script writes, in sorted order, so
that the same facts always give the same bytes. At the end all files of the four types are checked.
"""

import re
import sys
import unicodedata
from pathlib import Path

SPORTS = {
    "", "any", "football", "rugby-union", "rugby-league", "american-football", "basketball", "baseball",
    "ice-hockey", "tennis", "cricket", "golf", "athletics", "swimming", "cycling", "motor-sport", "boxing",
    "snooker", "darts", "horse-racing", "australian-football", "skiing", "volleyball", "handball",
    "field-hockey", "gymnastics", "rowing", "other",
}
KINDS = {"club", "franchise", "national", "college", "representative", "constructor"}
SPORT_OF = {"australian rules football": "australian-football", "college sports": ""}

TEAM_COLUMNS = ["key", "name", "kind", "sport", "country", "city", "league", "forms", "weight", "source"]
THING_COLUMNS = {
    "competitions": ["key", "name", "sport", "country", "forms", "source"],
    "venues": ["key", "name", "sport", "country", "city", "forms", "source"],
    "outlets": ["key", "name", "kind", "country", "forms", "source"],
}

# What a club's registered name carries and a newspaper leaves out.
AFFIX = {
    "fc", "f.c.", "afc", "a.f.c.", "cf", "c.f.", "sc", "s.c.", "fk", "f.k.", "nk", "sk", "s.k.", "kf", "ac", "a.c.",
    "as", "a.s.", "us", "u.s.", "ss", "s.s.", "cd", "c.d.", "ud", "u.d.", "sd", "s.d.", "ca", "c.a.", "ec", "e.c.",
    "sv", "ssc", "s.s.c.", "bc", "kk", "calcio", "bk", "if", "hnk", "vfl", "tsv", "tsg", "fsv", "acs", "afs", "asd",
    "1.", "cp", "ogc", "ad", "a.d.", "gd", "rcd",
}
YEAR = re.compile(r"^'?(18|19|20)\d\d$|^0\d$|^\d\d$")
# Second teams, youth, and games that are not the one the row says.
SIDE_TEAM = re.compile(
    r"\b(II|III|U-?\d\d|B|C|women|woman|femenin\w+|feminin\w+|feminil|ladies|damen|frauen|beach soccer|futsal|reserves?|"
    r"youth|academy|juniors team|under-\d\d|under|Jong|Amateure|W?[QS]F|place|winner|loser|wfc)\b|\(",
    re.I,
)
# Words that make no name on their own.
COMMON = set(
    """marathon future orleans academy active alliance america american army arsenal athletic athletico atletico atlas aurora blues central
    champions city club college combined comets continental cosmos country county cup defence deportivo dragons dynamo
    eagles east eastern energy esperance estrella europa express first fire flag force forest foundation friends general
    global gold green guard home hope horizon independent industrial institute international island juniors juventud
    king kings knights liberty libertad lions local magic marine master mercury metro mighty millennium municipal
    nacional national nation naval new next north northern nova ocean old olympia olympic olympique omega orange orient
    pacific palace phoenix pioneers police power premier progress progreso racing railway railways rangers real red
    renaissance republic river rovers royal royals saints samba san santa santo saturn school service shooting sol south
    southern spirit sport sporting star stars state steel storm sun super team telecom thunder tigers together total
    town trade tribe trinity triumph union united unity universal universidad university victoria victory village villa
    volcano wanderers water west western white wild world young youth sports reserve reserves army navy air post
    sparta olimpia municipality hearts standard racing rapid start house home rush patriots drive speed fortune
    hercules hermes hector apollo atlant ajax orion titan gallant""".split()
)
CITY_ENGLISH = {
    "moskva": "Moscow", "istanbul": "Istanbul", "wien": "Vienna", "munchen": "Munich", "koln": "Cologne",
    "lisboa": "Lisbon", "roma": "Rome", "milano": "Milan", "torino": "Turin", "napoli": "Naples", "firenze": "Florence",
    "genova": "Genoa", "praha": "Prague", "warszawa": "Warsaw", "bucuresti": "Bucharest", "beograd": "Belgrade",
    "kobenhavn": "Copenhagen", "goteborg": "Gothenburg", "athina": "Athens", "den haag": "The Hague",
    "sevilla": "Seville", "nurnberg": "Nuremberg", "hannover": "Hanover", "venezia": "Venice", "padova": "Padua",
    "st. petersburg": "St Petersburg", "kyiv": "Kiev", "bruxelles": "Brussels", "geneve": "Geneva", "basel": "Basel",
    "mexico d.f.": "Mexico City", "ciudad de mexico": "Mexico City", "zurich": "Zurich", "bern": "Berne",
}
COUNTRY_ENGLISH = {
    "Russian Federation": "Russia", "United States of America": "United States", "Unknown": "", "World": "",
    "international": "", "Republic of Ireland": "Ireland", "Türkiye": "Turkey", "Côte d'Ivoire": "Ivory Coast",
    "Bosnia": "Bosnia and Herzegovina", "Czechia": "Czech Republic", "Korea Republic": "South Korea",
    "People's Republic of China": "China", "Kingdom of the Netherlands": "Netherlands", "Macedonia": "North Macedonia",
    "DR Congo": "Democratic Republic of the Congo", "Europe": "", "Asia": "", "Africa": "", "Oceania": "",
    "South America": "", "North America": "",
}
EUROPE = set(
    """Albania|Armenia|Austria|Azerbaijan|Belarus|Belgium|Bosnia and Herzegovina|Bulgaria|Croatia|Cyprus|Czech Republic|
    Denmark|Estonia|Finland|Georgia|Germany|Greece|Hungary|Iceland|Israel|Latvia|Lithuania|Luxembourg|Malta|Moldova|
    Montenegro|Netherlands|North Macedonia|Norway|Poland|Portugal|Romania|Russia|Serbia|Slovakia|Slovenia|Sweden|
    Switzerland|Turkey|Ukraine""".replace("\n", "").replace("    ", "").split("|")
)
TOP_LEAGUES = (
    "Premier League", "La Liga", "Serie A", "Bundesliga", "Ligue 1", "Eredivisie", "Primeira Liga", "Süper Lig",
    "Scottish Premiership", "Liga MX", "Major League Soccer", "Brasileirão Série A", "Argentine Primera División",
)
UK = {"United Kingdom", "England", "Scotland", "Wales", "Northern Ireland"}

# Schools whose short name is not how a headline has it, or whose usual full name differs from the source's.
COLLEGE_NAMES = {
    "UConn Huskies": "Connecticut Huskies", "UMass Minutemen": "Massachusetts Minutemen",
    "Hawai'i Rainbow Warriors": "Hawaii Rainbow Warriors", "Miami (OH) Redhawks": "Miami (Ohio) RedHawks",
    "St. Thomas - Minnesota Tommies": "St. Thomas Tommies", "SE Louisiana Lions": "Southeastern Louisiana Lions",
    "San José State Spartans": "San Jose State Spartans",
}
COLLEGE_DROP = {"East Tenn. St. Buccaneers", "Florida Intl Golden Panthers", "Saint Francis", "IU Indy"}
COLLEGE_ABBREVIATIONS = set(
    """BYU LSU SMU TCU UCF UCLA USC UNLV UTEP UTSA VCU VMI UAB UIC UMBC NJIT FIU FAU UNC FSU OSU MSU KU UK OU ISU WVU
    IUPUI UTRGV LMU ETSU SIUE UCSB UCSD JMU ODU ECU MTSU WKU NDSU SDSU SFA FGCU FAMU NAU NIU CMU EMU WMU BGSU UVA USF
    URI UVM UNH LIU FDU GCU UMKC UTA ULM""".split()
)
ABBREVIATIONS_DROPPED = {"UK", "UL", "ISU", "OSU", "KU", "OU", "CMU", "SMC"}
COLLEGE_EXTRA = {
    "Connecticut Huskies": ["University of Connecticut"], "Michigan Wolverines": [], "Ohio State Buckeyes": ["abbr:OSU"],
    "Kentucky Wildcats": ["University of Kentucky"], "North Carolina Tar Heels": ["nick:Heels", "University of North Carolina"],
    "Alabama Crimson Tide": ["nick:Tide", "nick:Bama"], "Massachusetts Minutemen": ["UMass"],
    "Nebraska Cornhuskers": ["nick:Huskers"], "Wisconsin Badgers": [], "Syracuse Orange": ["nick:Orangemen"],
    "Oklahoma Sooners": [], "Tennessee Volunteers": ["nick:Vols"], "Mississippi State Bulldogs": [],
    "Ole Miss Rebels": ["Mississippi Rebels"], "Florida State Seminoles": ["nick:Noles"], "Illinois Fighting Illini": ["nick:Illini"],
    "Minnesota Golden Gophers": ["nick:Gophers"], "Virginia Cavaliers": ["nick:Wahoos", "nick:Hoos"],
    "Notre Dame Fighting Irish": [], "Penn State Nittany Lions": [], "Texas A&M Aggies": [],
    "Maryland Terrapins": ["nick:Terps"], "Georgia Tech Yellow Jackets": [], "Hawaii Rainbow Warriors": [],
    "Pennsylvania Quakers": ["Penn"], "Pittsburgh Panthers": ["Pitt", "Pitt Panthers"], "UCLA Bruins": [],
    "Arkansas Razorbacks": ["nick:Hogs"], "Kansas Jayhawks": ["nick:Jayhawk"], "NC State Wolfpack": ["North Carolina State Wolfpack"],
    "South Carolina Gamecocks": [], "West Virginia Mountaineers": [], "Wake Forest Demon Deacons": ["nick:Deacons"],
    "Colorado Buffaloes": ["nick:Buffs"], "Gonzaga Bulldogs": ["nick:Zags"], "Kansas State Wildcats": ["K-State"],
    "Missouri Tigers": ["nick:Mizzou"], "UNLV Rebels": ["nick:Runnin' Rebels"], "USC Trojans": ["Southern Cal"],
    "Vanderbilt Commodores": ["nick:Vandy"], "Washington State Cougars": ["nick:Wazzu"], "Stanford Cardinal": ["nick:Cardinal"],
    "Grambling Tigers": ["Grambling State", "Grambling State Tigers"], "Ohio Bobcats": ["Ohio University"],
    "UL Monroe Warhawks": ["Louisiana-Monroe Warhawks", "Northeast Louisiana"], "Texas Longhorns": ["nick:Horns"],
    "Miami (Ohio) RedHawks": ["Miami of Ohio", "Miami (Ohio)", "Miami Ohio"], "Florida Gulf Coast Eagles": ["Florida Gulf Coast"],
    "Louisville Cardinals": ["University of Louisville"], "Miami Hurricanes": ["University of Miami"],
}
# Spelt wrong, or another name of a club that hand-*.tsv has.
RUGBY_DROP = {"Grenoble FC", "Griquas", "Harlequins", "Northland", "RC Toulonnais", "Sunwloves", "Ulster", "US Oyonnax",
              "Union Sportive Oyonnax", "Moana Pasifika", "Anthem RC"}
NOW_POWER = {"Houston", "Cincinnati", "UCF", "BYU", "SMU", "Gonzaga", "San Diego State", "Memphis", "Boise State"}
# Known for basketball alone: others who share their nicknames go first.
LESSER = {"Butler Bulldogs", "Xavier Musketeers", "Providence Friars", "DePaul Blue Demons", "Seton Hall Pirates"}
KNOWN_BARE = {"Army", "Navy", "Temple", "Troy", "Air Force", "Harvard", "Yale", "Princeton", "Dayton", "Richmond", "Toledo", "Tulsa"}
POWER = ("Atlantic Coast", "Southeastern", "Big Ten", "Big 12", "Pac-12", "Big East")
FBS = ("Sun Belt", "Mid-American", "Conference USA", "Mountain West", "American Athletic", "Independents", "Ivy", "Patriot")


def fold(text):
    """The lexicon's comparison: no case, no accents, hyphens as spaces."""
    table = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ə": "e", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "-": " ", "–": " "}
    text = "".join(table.get(c, c) for c in text.lower())
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(text.split())


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", fold(text.replace("&", " and ")).replace("'", "")).strip("-")


def read(path):
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"))) for line in lines[1:]]


def bare(form):
    """A form without its tag and its sport."""
    return re.sub(r"\s*\[[a-z-]+\]$", "", re.sub(r"^(nick|abbr):", "", form))


def write(path, title, columns, rows, source):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {title}", f"# Generated by tools/lexicon/import_teams.py from {source}.",
             "# Licences of the sources: NOTICE. Edit hand-*.tsv instead: this file is overwritten.", "\t".join(columns)]
    rows = sorted(rows, key=lambda row: row["key"])
    lines += ["\t".join(row.get(column, "") for column in columns) for row in rows]
    path.write_text(unicodedata.normalize("NFC", "\n".join(lines) + "\n"), encoding="utf-8")
    print(f"{path.name}\t{len(rows)}")


US_STATES = """Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|
Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|
Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|
South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming""".replace("\n", "").split("|")


class Caution:
    """Single words that are something else as well: people, places, countries, plain English."""

    def __init__(self, facts, lexicons):
        self.words = set(COMMON) | {fold(state) for state in US_STATES}
        self.given = set()
        if (lexicons / "words.tsv").exists():
            self.words.update(fold(row["word"]) for row in read(lexicons / "words.tsv") if int(row["level"]) >= 2)
        for row in read(facts / "given_names.tsv"):
            counts = [int(row[c]) if row[c].isdigit() else 0 for c in row if c.endswith("_count")]
            if sum(counts) > 500:
                self.words.add(fold(row["name"]))
                self.given.add(fold(row["name"]))
        surnames = read(facts / "surnames.tsv")
        rank = next(c for c in surnames[0] if "rank" in c)
        athletes = next(c for c in surnames[0] if "athlete" in c)
        for row in surnames:
            if (row[rank].isdigit() and int(row[rank]) <= 30000) or (row[athletes].isdigit() and int(row[athletes]) >= 5):
                self.words.add(fold(row["name"]))
        # The places of franchises belong to these: "San Francisco lost" is about no small club.
        self.places = {fold(state) for state in US_STATES}
        for path in (lexicons / "teams").glob("hand-*.tsv"):
            self.places.update(fold(row["city"]) for row in read(path) if row["kind"] == "franchise" and row["city"])
        self.cities = {fold(row["name"]) for row in read(facts / "cities.tsv")}
        self.countries = set()
        for row in read(facts / "countries_demonyms.tsv"):
            for cell in row.values():
                self.countries.update(fold(value) for value in cell.split("|"))

    def plain(self, form):
        """Is this form harmless in running text?"""
        folded = fold(form)
        if folded in self.countries or len(folded) < 4:
            return False
        if folded in self.places:
            return False
        return " " in folded or not (folded in self.words or folded in self.cities)


def strip_affixes(name):
    name = re.sub(r"\b(Association )?(Football|Futebol|Fútbol) (Club|Clube)\b", "", name, flags=re.I)
    words = name.split()
    while len(words) > 1 and (words[-1].lower() in AFFIX or YEAR.match(words[-1])):
        words.pop()
    while len(words) > 1 and (words[0].lower() in AFFIX or YEAR.match(words[0])):
        words.pop(0)
    return " ".join(words)


def usable_alias(alias):
    """Not a code, not a table's abbreviation, not the registered name at length."""
    if len(alias) < 4 or len(alias) > 40 or SIDE_TEAM.search(alias) or re.search(r"[\[\](),;:|\"0-9]", alias):
        return False
    if alias.isupper() or re.search(r"\w\.(\s|$)", alias.replace("St. ", "St ")):
        return False
    return not re.search(r"\b(Club|Clube|Kulübü|Verein|Associa\w+|Società|Sociedad Deportiva|Unione|Sport(ing)? Club|Esporte)\b", alias)


def is_cut(name, names):
    """Half of a name: its last word stops short ("Academica Clinc" of tables 18 letters wide), or another one is missing."""
    if re.match(r"(de|des|du|da|do|del|di|von|van|and) ", name) or re.search(r" (von|de|da|do|del|di|e|y|and|&)$", name):
        return True
    return any(other.startswith(name) and len(other) > len(name) and other[len(name)].isalpha()
               and other[len(name):] not in ("e", "ue", "s", "n", "er") for other in names)


def usable_full(name):
    """A club's name with its affix, as tables and agencies have it: no year, no bracket, not the registered name."""
    return not name.startswith("The ") and len(name) <= 40 and not SIDE_TEAM.search(name) and not re.search(r"[\[\](),;:|\"0-9]", name) and not name.isupper()


def same_country(a, b):
    return not a or not b or a == b or (a in UK and b in UK)


class Teams:
    def __init__(self, lexicons):
        self.hand = []
        for path in sorted((lexicons / "teams").glob("hand-*.tsv")):
            self.hand += read(path)
        self.keys = {row["key"] for row in self.hand}
        self.index = {}
        self.nicknames = {}
        for row in self.hand:
            self.add_to_index(row)

    def add_to_index(self, row):
        for form in [row["name"]] + [f for f in row.get("forms", "").split("|") if f]:
            table = self.nicknames if form.startswith("nick:") else self.index
            table.setdefault((row["sport"], fold(bare(form))), []).append(row)

    def find(self, sport, country, forms):
        for form in forms:
            for row in self.index.get((sport, fold(form)), []):
                if same_country(country, row["country"]):
                    return row
        return None

    def key(self, row):
        base = slug(row["name"])
        for key in (base, f"{base}-{row['sport']}", f"{base}-{slug(row['country'])}",
                    f"{base}-{row['sport']}-{slug(row['country'])}"):
            if key and key not in self.keys and not key.endswith("-"):
                self.keys.add(key)
                return key
        return ""


def football(facts, teams, caution):
    rows = [r for r in facts if r["sport"] == "football" and r["kind"] in ("club", "franchise")]
    # Rows that know their league first, then the clubs with a city, last the bare names.
    def tier(row):
        if "reserve" in row["league"]:
            return 9
        if row["league"]:
            return 0
        return 1 if "openfootball" in row["source"] else 2
    made = []
    for row in sorted(rows, key=lambda r: (tier(r), r["name"], r["country"])):
        level = tier(row)
        country = COUNTRY_ENGLISH.get(row["country"], row["country"])
        aliases = [a for a in row["aliases"].split("|") if a]
        if level == 9 or SIDE_TEAM.search(row["name"]) or any(re.search(r"\bwom[ae]n\b", a, re.I) for a in aliases):
            continue
        name = strip_affixes(row["name"])
        # A bare label says nothing of itself: one word may be a place, two a person.
        if level == 2 and (" " not in name or fold(name.split()[0]) in caution.given):
            continue
        forms = [name] + [strip_affixes(a) for a in aliases if usable_alias(strip_affixes(a))]
        # "NK Domzale", "Domzale FC": with the letters that a newspaper leaves out, too.
        forms += [a for a in [row["name"], *aliases] if " " in a and a != strip_affixes(a) and usable_full(a)]
        known = teams.find("football", country, [row["name"], name] + [strip_affixes(a) for a in aliases])
        if known is not None:
            if known in made and known["country"] == country:
                known["_more"] = known.get("_more", []) + forms
            continue
        safe = caution.plain(name) or (
            level == 0 and fold(name) not in caution.countries | caution.places | COMMON)
        if " " not in name and any((sport, fold(name)) in teams.index for sport in SPORTS - {"football"}):
            continue
        if not safe or ("football", fold(name)) in teams.index or ("football", fold(name)) in teams.nicknames:
            name = re.sub(r"\.(?=\w|$|\s)", "", row["name"]) if "." in row["name"] else row["name"]
            if not caution.plain(name) or ("football", fold(name)) in teams.index:
                continue
        city = CITY_ENGLISH.get(fold(row["city"]), row["city"])
        if ":" in city:
            city = ""
        if level < 2 and country in EUROPE and city and " " not in name and fold(city) not in fold(name) and len(name) > 3:
            forms.append(f"{name} {city}")
        league = row["league"].split("|")[0].replace(" (2025/26)", "")
        weight = 2 if level < 2 else 1
        if level == 0:
            weight = 3 if league in TOP_LEAGUES else 2
        made_row = {"name": name, "kind": row["kind"], "sport": "football", "country": country, "city": city,
                    "league": league, "weight": str(weight), "source": row["source"], "_forms": forms, "_level": level}
        made_row["key"] = teams.key(made_row)
        if not made_row["key"]:
            continue
        made_row["forms"] = ""
        teams.add_to_index(made_row)
        made.append(made_row)
    taken = {folded for sport, folded in teams.index if sport == "football"}
    nicknames = {folded for sport, folded in teams.nicknames if sport == "football"}
    for row in made:
        kept, seen = [], {fold(row["name"])}
        for form in row.pop("_forms") + row.pop("_more", []):
            folded = fold(form)
            full = " " in form and form != strip_affixes(form) and usable_full(form)
            if folded in seen or folded in taken or folded in nicknames or not caution.plain(form):
                continue
            if not (full or usable_alias(form)):
                continue
            seen.add(folded)
            kept.append(form)
        row.pop("_level")
        kept = [form for form in kept if " " not in form or not is_cut(form, [row["name"], *kept])]
        row["forms"] = "|".join(kept[:10])
    return made


# Second mascots that are words: nicknames and no names.
COLLEGE_NICKNAMES = {"Camels", "Bulldogs", "Crusaders"}
MAJOR_LEAGUES = {"NFL", "NBA", "MLB", "NHL", "MLS"}


def franchise_nicknames(teams, leagues=MAJOR_LEAGUES):
    """What the major leagues' franchises are called for short: "the Bears" alone are seldom a college's."""
    return {bare(form) for row in teams.hand
            if row["kind"] == "franchise" and leagues & set(row.get("league", "").split("|"))
            for form in row.get("forms", "").split("|") if form.startswith("nick:")}


def colleges(facts, teams, caution):
    made = []
    taken = franchise_nicknames(teams)
    taken_by_rivals = franchise_nicknames(teams, MAJOR_LEAGUES - {"NHL", "MLS"})
    for row in sorted((r for r in facts if r["kind"] == "college"), key=lambda r: r["name"]):
        if row["name"] in COLLEGE_DROP:
            continue
        aliases = [a for a in row["aliases"].split("|") if a]
        school = aliases[0] if aliases else row["name"]
        name = COLLEGE_NAMES.get(row["name"], row["name"])
        if re.search(r"\.$", name):
            name = {"Southern Ind.": "Southern Indiana", "West Ga.": "West Georgia"}.get(name, name)
        mascot = row["name"][len(school):].strip() if row["name"].startswith(school) else ""
        forms = []
        for alias in aliases:
            if alias == mascot or alias.lower() == mascot.lower() or not alias:
                continue
            if alias.isupper() and " " not in alias and "&" not in alias:
                if alias in COLLEGE_ABBREVIATIONS and alias not in ABBREVIATIONS_DROPPED:
                    forms.append(f"abbr:{alias}")
                continue
            # Box-score spellings: "N Dakota St", "Fla. Atlantic", "J'Ville St".
            if re.match(r"^[A-Z]{1,2} [A-Z]|^[A-Z]\. ", alias) and not alias.startswith(("UC ", "UT ", "NC ", "LA ", "UL ", "UM ")):
                continue
            if re.search(r"J'Ville|N'Western|\(|'S|Miss St|Chrstn|\b(Mid|Cent|Hou|Fair|Coast|So|Ark|Conn|Mich|Ill|Ky|Tenn|Ariz|"
                         r"Colo|Fla|Ga|La|Mo|Caro|Wash|Val|Comm)\.?( |$)", alias) and alias != "La Salle":
                continue
            if alias in ("American", "Pacific", "Southern", "Liberty", "Army", "Navy", "Brown", "Rice", "Howard", "Marshall",
                         "Campbell", "Jordan", "Troy", "Wagner", "Drake", "Butler", "Mercer", "Lamar", "Rider", "Bradley",
                         "Beach", "Bethune", "Queens", "Long Island", "Golde Islands", "terrapins") and alias not in ("Army", "Navy"):
                # These schools share their name with a person or a plain word, yet "Butler lost" is how copy has them.
                if alias in ("American", "Pacific", "Southern", "Beach", "Bethune", "Queens", "Golde Islands", "terrapins"):
                    continue
            if alias[0].islower() or alias in ("Golde Lions", "SF Austin", "Mcneese", "Mcneese St", "L-MD", "LMU (CA)"):
                continue
            forms.append(alias)
        if mascot:
            if mascot not in ("Beach", "Phoenix", "Pride", "Penn", "Cardinal"):
                forms.append(f"nick:{mascot}")
            for short in (school, *[a for a in forms if not a.startswith(("nick:", "abbr:"))]):
                if f"{short} {mascot}" != name and fold(mascot) not in fold(short).replace("ragin ", "ragin' ") and len(forms) < 14 and not short.endswith("."):
                    forms.append(f"{short} {mascot}")
        forms += COLLEGE_EXTRA.get(name, [])
        league = row["league"]
        weight = 5 if any(p in league for p in POWER) or school in NOW_POWER else 3 if any(p in league for p in FBS) else 2
        # Where the school's bare name is a person's or a franchise's place, only the big schools go by it.
        if weight < 5 and school not in KNOWN_BARE and " " not in school and fold(school) in caution.words:
            forms = [f for f in forms if f != school] + [f"{school} University"]
        if weight == 2:
            forms = [f for f in forms if fold(f) not in caution.places or f in US_STATES]
        forms = [f"nick:{f}" if f in COLLEGE_NICKNAMES else f for f in forms]
        # A big school shares "the Hurricanes" with a franchise of a sport that is not the colleges' own.
        strong = taken if weight < 5 else taken_by_rivals
        forms = [f for f in forms if not (f.startswith("nick:") and bare(f) in strong)]
        if name in LESSER:
            weight = 4
        made_row = {"name": name, "kind": "college", "sport": "", "country": "United States",
                    "city": "", "league": league, "weight": str(weight), "source": row["source"]}
        made_row["key"] = teams.key(made_row)
        made_row["forms"] = "|".join(dict.fromkeys(f for f in forms if f != name))
        made.append(made_row)
    return made


def simple(facts, teams, caution, sport, keep, weight, kind=None):
    """Rows of the smaller sports: those that `keep` accepts and that no hand-written row has."""
    made = []
    source_sport = {v: k for k, v in SPORT_OF.items() if v}.get(sport, sport.replace("-", " "))
    for row in sorted((r for r in facts if r["sport"] == source_sport), key=lambda r: (r["name"], r["country"])):
        if not keep(row) or SIDE_TEAM.search(row["name"]):
            continue
        country = COUNTRY_ENGLISH.get(row["country"], row["country"])
        name = strip_affixes(row["name"]) if sport == "basketball" and row["kind"] == "club" else row["name"]
        aliases = [a for a in row["aliases"].split("|") if a and usable_alias(a)]
        if teams.find(sport, country, [row["name"], name] + aliases) is not None:
            continue
        if not caution.plain(name):
            continue
        forms = []
        for alias in aliases:
            last = name.endswith(" " + alias)
            if last and row["kind"] == "franchise":
                # "Tigers" and "Captains" alone are somebody else's.
                if not any(fold(alias) == folded for _, folded in teams.nicknames) and fold(alias).rstrip("s") not in caution.words \
                        and fold(alias) not in caution.words:
                    forms.append(f"nick:{alias}")
            elif caution.plain(alias) and not last:
                forms.append(alias)
        made_row = {"name": name, "kind": kind or row["kind"], "sport": sport, "country": country, "city": row["city"],
                    "league": row["league"].split("|")[0].split(" (")[0], "forms": "|".join(dict.fromkeys(forms)),
                    "weight": str(weight), "source": row["source"]}
        made_row["key"] = teams.key(made_row)
        if made_row["key"]:
            teams.add_to_index(made_row)
            made.append(made_row)
    return made


def nations(facts, teams):
    """The members of FIFA that no hand-written row has. A country plays every sport, so the sport is `any`."""
    made, seen = [], {fold(f) for row in teams.hand if row["kind"] == "national"
                      for f in [row["name"]] + [bare(x) for x in row.get("forms", "").split("|") if x]}
    for row in sorted((r for r in facts if r["kind"] == "national"), key=lambda r: (r["name"], r["sport"])):
        wanted = "FIFA" in row["league"] or row["name"] in (
            "Martinique", "Guadeloupe", "French Guiana", "Saint Martin", "Zanzibar", "Greenland", "Isle of Man", "Jersey", "Guernsey")
        aliases = [a for a in row["aliases"].split("|") if usable_alias(a)]
        if not wanted or any(fold(n) in seen for n in [row["name"]] + aliases):
            continue
        made_row = {"name": row["name"], "kind": "national", "sport": "any", "country": row["country"], "city": "",
                    "league": "", "forms": "|".join(aliases), "weight": "2", "source": row["source"]}
        made_row["key"] = teams.key(made_row)
        seen.update(fold(n) for n in [row["name"]] + aliases)
        made.append(made_row)
    return made


def things(facts_rows, lexicons, folder, keep, shape, columns):
    hand, keys, seen = [], set(), set()
    for path in sorted((lexicons / folder).glob("hand-*.tsv")):
        hand += read(path)
    for row in hand:
        keys.add(row["key"])
        seen.update(fold(bare(f)) for f in [row["name"]] + row.get("forms", "").split("|") if f)
    made = []
    for row in sorted(facts_rows, key=lambda r: (r["name"], r.get("country", ""), r.get("city", ""))):
        if not keep(row):
            continue
        names = [row["name"]] + [a for a in row["aliases"].split("|") if a]
        if any(fold(n) in seen for n in names):
            continue
        made_row = shape(row)
        for key in (slug(row["name"]), slug(f"{row['name']} {row.get('city', '')}"), slug(f"{row['name']} {row['country']}")):
            if key and key not in keys:
                made_row["key"] = key
                break
        else:
            continue
        keys.add(made_row["key"])
        seen.update(fold(n) for n in names)
        made.append({c: made_row.get(c, "") for c in columns})
    return made


GENERIC_COMPETITION = re.compile(
    r"^(the )?((super|first|second|third|premier|national|regional|pro|professional|top|a|b|\d\.?|division|league|liga|ligue|"
    r"serie|cup|copa|coupe|pokal|trophy|super ?cup|division|championship|open|final|finals|playoffs?|qualifying|group|stage|"
    r"one|two|three|women'?s?|men'?s?|league cup|i|ii|[0-9]+)\s*)+$",
    re.I,
)


def keep_competition(row):
    name = row["name"]
    if re.search(r"\bWCT\b| - |Avdeling|\bSeria \d|Sevens Series|Higher League|Promotion League|Great Britain F|Womens", name):
        return False
    if row.get("source") == "fivethirtyeight/data":
        return False
    if GENERIC_COMPETITION.match(name) or len(name) < 6 or " " not in name or "Quali" in name or re.search(r"[,(/\[]|\d{4}", name):
        return False
    return not re.match(r"^(Cup|League|Division|Tour|Test|Rugby|Match|International|Pool|Group)\b", name)


VENUE_WORD = re.compile(
    r"\b(Stadium|Arena|Park|Stade|Stadio|Estadio|Estádio|Ground|Stadion|Field|Oval|Centre|Center|Road|Lane|Circuit|Speedway|"
    r"Raceway|Coliseum|Dome|Garden|Gardens|Bowl|Ballpark|Velodrome|Forum|Raceway|Ring|Autodromo|Autódromo|Complex|Palace)\b", re.I)


def keep_venue(row):
    name = row["name"]
    if len(name) < 6 or len(name) > 45 or re.search(r"[,(\"\[/:;]|\d", name) or " " not in name:
        return False
    if not VENUE_WORD.search(name):
        return False
    if re.search(r"\b(School|College|University|Training|Academy|Pitch|Playing|Leisure|High|RFC|Rugby Club|Municipal|Sports? (Ground|Park|"
                 r"Complex|Centre|Center|Field))\b", name) and row["sport"] in ("rugby union", "football"):
        return False
    return not re.match(r"^(National|Central|Olympic|City|Municipal|Main|Memorial|Municipal|The|Sports?|Town) "
                        r"(Stadium|Arena|Park|Ground|Centre|Center|Field|Complex|Oval)$", name)


def keep_outlet(row):
    name, kind = row["name"], row["kind"]
    if name in ("The News", "The Post", "The Times", "The Star", "The Press", "The Record"):
        return False
    if re.search(r"[(,|:\[/]|^[KW][A-Z]{2,3}\b", name) or len(name) < 6 or len(name) > 40:
        return False
    if kind == "newspaper":
        return bool(re.search(r"\b(Times|Post|News|Herald|Tribune|Journal|Gazette|Star|Chronicle|Observer|Telegraph|Press|Record|"
                              r"Examiner|Inquirer|Sentinel|Globe|Register|Dispatch|Courier|Mercury|Argus|Standard|Democrat|"
                              r"Advocate|Enquirer|Independent|Review|Bee|Blade|Banner|Reporter|Daily|Weekly)\b", name)) and " " in name and not re.match(
            r"^(The )?(Daily|Weekly|Morning|Evening|Sunday|Local|County|City|News|Star|Times|Press)[ -](News|Times|Post|Herald|Press|Journal|Record|"
            r"Star|Register|Tribune|Review|Courier|Reporter|Globe|Gazette|Leader|Democrat|Independent|Republican|Dispatch|World|Sun|Item|Sentinel)$", name)
    return kind in ("news site", "sports site", "sports channel", "tv channel") and " " in name and not re.search(
        r"\b(HD|UHD|4K|\+1|East|West|Plus 1)\b|\d", name)


def check(lexicons):
    """What the compiler would refuse, found early."""
    errors = []
    required = {"teams": ["key", "name", "kind", "source"], "competitions": ["key", "name", "source"],
                "venues": ["key", "name", "source"], "outlets": ["key", "name", "source"]}
    for folder, needed in required.items():
        keys = {}
        for path in sorted((lexicons / folder).glob("*.tsv")):
            text = path.read_text(encoding="utf-8")
            if unicodedata.normalize("NFC", text) != text:
                errors.append(f"{path.name}: not NFC")
            lines = [(n, l) for n, l in enumerate(text.split("\n"), 1) if l and not l.startswith("#")]
            columns = lines[0][1].split("\t")
            for number, line in lines[1:]:
                cells = line.split("\t")
                row = dict(zip(columns, cells))
                where = f"{path.name}:{number}"
                if len(cells) != len(columns):
                    errors.append(f"{where}: {len(cells)} cells for {len(columns)} columns")
                    continue
                errors += [f"{where}: no {c}" for c in needed if not row.get(c)]
                if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["key"]):
                    errors.append(f"{where}: key {row['key']!r}")
                if row["key"] in keys:
                    errors.append(f"{where}: key {row['key']} also in {keys[row['key']]}")
                keys[row["key"]] = where
                if row.get("sport", "") not in SPORTS:
                    errors.append(f"{where}: sport {row['sport']!r}")
                if folder == "teams":
                    if row["kind"] not in KINDS:
                        errors.append(f"{where}: kind {row['kind']!r}")
                    if row["weight"] not in "1234567":
                        errors.append(f"{where}: weight {row['weight']!r}")
                for form in row.get("forms", "").split("|"):
                    tag = re.search(r"\[([a-z-]+)\]$", form)
                    if form != form.strip() or (tag and tag.group(1) not in SPORTS) or re.match(r"^(?!nick:|abbr:)[a-z]+:", form):
                        errors.append(f"{where}: form {form!r}")
    for error in errors:
        print(error, file=sys.stderr)
    return not errors


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    facts, lexicons = Path(arguments[0]), Path(arguments[1])
    caution = Caution(facts, lexicons)
    rows = read(facts / "teams.tsv")
    teams = Teams(lexicons)
    out = lexicons / "teams"
    made = nations(rows, teams)
    write(out / "national.tsv", "National sides beyond the hand-written ones.", TEAM_COLUMNS, made,
          "openfootball/national-teams (CC0) and martj42/international_results (CC0)")
    made = football(rows, teams, caution)
    write(out / "football.tsv", "Football clubs beyond the hand-written ones.", TEAM_COLUMNS, made,
          "openfootball (CC0), withqwerty/reep (CC0) and gavinr/usa-soccer (MIT)")
    made = colleges(rows, teams, caution)
    write(out / "colleges.tsv", "Colleges of NCAA Division I. The sport is empty: they play several.", TEAM_COLUMNS, made,
          "sportsdataverse/hoopR (MIT), lbenz730/ncaahoopR (MIT), JackLich10/gamezoneR (Apache-2.0) and abrelsfo/sportsJSON (MIT)")
    made = simple(rows, teams, caution, "basketball", lambda r: True, 2)
    write(out / "basketball.tsv", "European club basketball since 2000 and NBA teams of old.", TEAM_COLUMNS, made,
          "octonion/basketball (MIT) and swar/nba_api (MIT)")
    made = simple(rows, teams, caution, "baseball", lambda r: " " in r["name"] and not re.match(r"^[A-Z]{2,4} ", r["name"]), 2)
    write(out / "baseball.tsv", "Minor league baseball.", TEAM_COLUMNS, made,
          "dariusk/corpora (CC0) and cageyjames/GeoJSON-Ballparks (ODC-BY 1.0)")
    club_leagues = ("European club cups", "Pro14", "Premiership", "Super Rugby", "Major League Rugby", "National Provincial", "Currie")
    made = simple(rows, teams, caution, "rugby-union",
                  lambda r: r["kind"] == "club" and any(l in r["league"] for l in club_leagues)
                  and r["name"] not in RUGBY_DROP and fold(r["name"]) not in caution.cities, 2)
    write(out / "rugby-union.tsv", "Rugby union clubs beyond the hand-written ones.", TEAM_COLUMNS, made, "octonion/rugby (MIT)")

    def sport_of(row):
        sport = SPORT_OF.get(row["sport"], row["sport"].replace(" ", "-"))
        return sport if sport in SPORTS else ""

    def country_of(row):
        return COUNTRY_ENGLISH.get(row["country"], row["country"])

    def forms_of(row, test):
        return "|".join(dict.fromkeys(a for a in row["aliases"].split("|") if a and test(a)))

    team_forms = {folded for table in (teams.index, teams.nicknames) for _, folded in table}
    made = things(read(facts / "competitions.tsv"), lexicons, "competitions",
                  lambda r: keep_competition(r) and fold(r["name"]) not in team_forms,
                  lambda r: {"name": r["name"], "sport": sport_of(r), "country": country_of(r), "source": r["source"],
                             "forms": forms_of(r, lambda a: " " in a and keep_competition({"name": a}))},
                  THING_COLUMNS["competitions"])
    write(lexicons / "competitions" / "facts.tsv", "Competitions beyond the hand-written ones.", THING_COLUMNS["competitions"], made,
          "openfootball, martj42 and withqwerty/reep (CC0), f1db, serve-and-volley and datasets (CC BY 4.0), octonion/rugby (MIT) and others")
    made = things(read(facts / "venues.tsv"), lexicons, "venues",
                  lambda r: keep_venue(r) and fold(r["name"]) not in team_forms,
                  lambda r: {"name": r["name"], "sport": sport_of(r), "country": country_of(r), "city": r["city"], "source": r["source"],
                             "forms": forms_of(r, lambda a: " " in a and keep_venue({"name": a, "sport": r["sport"]}))},
                  THING_COLUMNS["venues"])
    write(lexicons / "venues" / "facts.tsv", "Venues beyond the hand-written ones.", THING_COLUMNS["venues"], made,
          "openfootball and withqwerty/reep (CC0), octonion (MIT), f1db (CC BY 4.0), cageyjames/GeoJSON-Ballparks (ODC-BY 1.0) and others")
    made = things(read(facts / "outlets.tsv"), lexicons, "outlets",
                  lambda r: keep_outlet(r) and fold(r["name"]) not in team_forms,
                  lambda r: {"name": r["name"], "kind": r["kind"].replace(" ", "-"), "country": country_of(r), "source": r["source"],
                             "forms": forms_of(r, lambda a: " " in a and len(a) > 6)},
                  THING_COLUMNS["outlets"])
    write(lexicons / "outlets" / "facts.tsv", "Newspapers, sites and channels beyond the hand-written ones.", THING_COLUMNS["outlets"], made,
          "dariusk/corpora and plenaryapp/awesome-rss-feeds (CC0), iptv-org/epg (Unlicense), flairNLP/fundus and yinleon/LocalNewsDataset (MIT)")
    return 0 if check(lexicons) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
