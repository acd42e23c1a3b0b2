#!/usr/bin/env python3
"""Checks annotated articles and counts what they hold. Needs only Python 3.

usage: check.py FOLDER... [--counts] [--phenomena FILE]

Each FOLDER holds <id>.txt with <id>.json. Every finding is one line "file: field: what is wrong"; exit status 1 where
there is any. An article of fewer than 250 or more than 700 words is one. --counts prints what the articles hold, as
Markdown tables. --phenomena reads lines of a phenomenon's number, an article's id and words that show it there, apart
by tabs, under "# number name"; the words have to stand in the article, and each phenomenon in three articles at least.
In the words "\\n" stands for a line's end.
"""
import argparse, glob, json, os, re, signal, sys, unicodedata
from collections import Counter

FIELDS = ('id', 'sport', 'style', 'quotes', 'people', 'teams', 'scores', 'competitions', 'venues', 'outlets')
NAMED = ('people', 'teams', 'competitions', 'venues', 'outlets')
QUOTE_KINDS = {'direct', 'partial', 'nonspeech'}
HOWS = {'name', 'pronoun', 'nominal', 'colon', 'continued', 'headline', 'other'}
SCORE_KINDS = {'final', 'partial', 'set', 'series', 'aggregate', 'shootout'}
SPORTS = {'football', 'rugby-union', 'rugby-league', 'american-football', 'basketball', 'baseball', 'ice-hockey', 'tennis',
          'cricket', 'golf', 'athletics', 'swimming', 'cycling', 'motor-sport', 'boxing', 'snooker', 'darts',
          'horse-racing', 'australian-football', 'skiing', 'volleyball', 'handball', 'field-hockey', 'gymnastics',
          'rowing', 'other'}
WORDS = range(250, 701)
MISSING = object()
OPEN, CLOSE = '“«„‘', '”»’'
TITLE = re.compile(r'(Sir|Dame|Dr|Mr|Mrs|Ms|Miss|The|the) ')
ELISION = re.compile(r"['‘’](em|til|tis|twas|cause|cos|n|s|er|im|ere|ave|d|ll|re|ve|bout|round|\d\ds?)\b", re.I)


def points_in(text):
    words = {'nil': 0, 'love': 0, 'zero': 0, 'one': 1, 'two': 2, 'three': 3, 'four': 4, 'five': 5, 'six': 6, 'seven': 7}
    return Counter([int(n) for n in re.findall(r'\d+', text)] +
                   [words[w] for w in re.findall(r'[a-z]+', text.lower()) if w in words])


def check_marks(text, quotes, say):
    """Every mark that opens or closes stands at an annotated stretch or inside one."""
    spans = [(q['start'], q['end']) for q in quotes]

    def inside(i):
        return any(a <= i < b for a, b in spans)

    starts, ends = {a for a, _ in spans}, {b for _, b in spans}
    for i, c in enumerate(text):
        if c not in '"\'`' + OPEN + CLOSE or inside(i):
            continue
        before, after = text[i - 1:i], text[i + 1:i + 2]
        if c in "'’‘" and before.isalnum() and after.isalpha():
            continue  # apostrophe
        if c in "'’‘" and ELISION.match(text, i) and i + 1 not in starts:
            continue
        j = i + 1
        while j < len(text) and text[j] in ' "\'`\u00a0':
            j += 1
        k = i
        while k > 0 and k not in ends and text[k - 1] in ' \r\n"\'`\u00a0':
            k -= 1
        opens, closes = j in starts, k in ends or i in ends
        if opens or closes:
            continue
        if c in "'’" and before.isalpha() and before.lower() in 'sz' and not after.isalnum():
            continue  # plural possessive
        if c in '"\'’' and before.isdigit():
            continue  # feet, inches, minutes
        say('quotes', f'mark {c} at {i} is not annotated: {text[max(0, i - 25):i + 25]!r}')


def fits_form(gold, say):
    """Whether the annotation has the fields that README names, each of its type; the rest of check.py relies on it."""
    span = {'start': int, 'end': int}
    name = {'name': str}
    form = {'id': str, 'sport': str, 'style': str,
            'quotes': [{**span, 'kind': str, 'speaker': (name, None), 'cue': (str, None), 'how': (str, None)}],
            **{field: [{**name, 'mentions': [span]}] for field in NAMED},
            'scores': [{**span, 'text': str, 'kind': str, 'sides': [{**name, 'points': int}]}]}

    def wrong(x, form, at):
        """The first thing in x that is not of the form, as "place: what"."""
        if x is MISSING:
            return f'{at}: missing'
        if isinstance(form, tuple):  # may be null
            return wrong(x, form[0], at) if x is not None else None
        if isinstance(form, (list, dict)):
            if not isinstance(x, type(form)):
                return f"{at}: is no {'list' if isinstance(form, list) else 'object'}"
            if isinstance(form, list):
                parts = [(f'{at}[{i}]', y, form[0]) for i, y in enumerate(x)]
            else:
                parts = [(f'{at}.{k}'.lstrip('.'), x.get(k, MISSING), f) for k, f in form.items()]
            return next(filter(None, (wrong(y, f, inside) for inside, y, f in parts)), None)
        if not isinstance(x, form) or isinstance(x, bool):
            return f"{at}: is no {'text' if form is str else 'number'}"
        return f'{at}: is empty' if at.endswith('.name') and not x.strip() else None

    if why := wrong(gold, form, ''):
        field, what = why.split(': ', 1)
        say(field or 'file', what)
    return not why


def check_article(text, gold, say):
    for field in gold:
        if field not in FIELDS:
            say(field, 'unknown field')
    if (n := len(text.split())) not in WORDS:
        say('text', f'{n} words, of which {WORDS[0]} to {WORDS[-1]} are wanted')
    if gold['sport'] not in SPORTS:
        say('sport', f"unknown: {gold['sport']}")

    def fits(field, m):
        if not 0 <= m['start'] < m['end'] <= len(text):
            say(field, f"span {m['start']}-{m['end']} does not fit a text of {len(text)}")
            return False
        return True

    names = {p['name'] for p in gold['people']}
    surnames = {n.split()[-1] for n in names}
    known = names | {e['name'] for field in ('teams', 'outlets') for e in gold[field]}
    before = -1
    for q in gold['quotes']:
        if not fits('quotes', q):
            continue
        words = text[q['start']:q['end']]
        if q['start'] < before:
            say('quotes', f'overlap or out of order: {words[:40]!r}')
        before = q['end']
        if q['kind'] not in QUOTE_KINDS:
            say('quotes', f"unknown kind {q['kind']}")
        if q['how'] not in HOWS | {None}:
            say('quotes', f"unknown how {q['how']}")
        if words != words.strip() or words[0] in '"“”»«' or (words[-1] in '"”»«“' and words.count('"') % 2):
            say('quotes', f'marks or spaces at the ends: {words[:25]!r} ... {words[-25:]!r}')
        who = q['speaker']['name'] if q['speaker'] else None
        if who and who not in names and who.split()[-1] in surnames and who[0].isupper() and len(who.split()) <= 3:
            say('quotes', f'speaker {who} is not the full name of a person of the article')
        for part in who.split(' and ') if who else ():
            if part[:1].isupper() and part.split()[-1][0].isupper() and part not in known:
                say('quotes', f'speaker {part} is no person, team or outlet of the article')
        if q['kind'] == 'nonspeech' and who:
            say('quotes', f'nonspeech with a speaker: {words[:40]!r}')
        if q['how'] == 'continued' and q['cue']:
            say('quotes', f'continued, yet with a cue: {words[:40]!r}')
        if q['how'] in ('name', 'pronoun', 'nominal', 'colon', 'continued') and not who:
            say('quotes', f"how {q['how']} without a speaker: {words[:40]!r}")
        if q['cue'] and not all(w in text for w in q['cue'].split()):
            say('quotes', f"cue {q['cue']!r} is not in the text")

    taken = {}
    for field in NAMED:
        if len({e['name'] for e in gold[field]}) != len(gold[field]):
            say(field, 'a name stands twice')
        for e in gold[field]:
            if not e['mentions']:
                say(field, f"{e['name']} has no mention")
            for m in e['mentions']:
                if not fits(field, m):
                    continue
                s = text[m['start']:m['end']]
                if s != s.strip() or not s[0].isalnum() or not (s[-1].isalnum() or s[-1] == '.' or unicodedata.combining(s[-1])):
                    say(field, f'ragged mention {s!r}')
                if TITLE.match(s) and field in ('people', 'teams') and not e['name'].startswith(s.split()[0]):
                    say(field, f'title or article in mention {s!r}')
                if re.search(r"['’]s$", s):
                    say(field, f'possessive in mention {s!r}')
                a, b = m['start'], m['end']
                left, right = text[:a].removesuffix('â€œ'), text[b:].removeprefix('â€')  # a mark decoded wrongly is no letter
                if (len(left) == a and left[-1:].isalnum()) or (len(right) == len(text) - b and right[:1].isalnum()):
                    say(field, f'mention {s!r} cuts a word')
                for i in range(a, b):
                    if i in taken and taken[i] != (a, b):
                        say(field, f'mention {s!r} overlaps another')
                        break
                    taken[i] = (a, b)
    sides_known = names | {t['name'] for t in gold['teams']}
    for s in gold['scores']:
        if not fits('scores', s):
            continue
        if text[s['start']:s['end']] != s['text']:
            say('scores', f"text {s['text']!r} is not what stands there")
        if s['kind'] not in SCORE_KINDS:
            say('scores', f"unknown kind {s['kind']}")
        if len(s['sides']) not in (0, 2) and gold['sport'] != 'cricket':
            say('scores', f"{s['text']}: {len(s['sides'])} sides")
        for side in s['sides']:
            if side['name'] not in sides_known:
                say('scores', f"{s['text']}: side {side['name']} is no person or team of the article")
        in_sets = gold['sport'] == 'tennis' or len(re.findall(r'\d+[-–]\d+', s['text'])) > 1  # sides count sets or games
        if s['sides'] and not in_sets and not re.search(r'apiece|all$', s['text']) and Counter(x['points'] for x in s['sides']) - points_in(s['text']):
            say('scores', f"{s['text']}: points of the sides are not in it")
    # A capitalised name that is a mention in one place and not in another is worth a second look only where the
    # surface is a full name: "Rovers" may well be something else elsewhere.
    for e in gold['people']:
        for m in re.finditer(rf"(?<!\w){re.escape(e['name'])}(?!\w)", text):
            if m.start() not in taken:
                say('people', f"{e['name']} at {m.start()} is not annotated")
    check_marks(text, gold['quotes'], say)


def check_phenomena(path, articles, say):
    """The articles of each phenomenon, as {"number name": ids}."""
    texts = {gold['id']: text for _, text, gold in articles}
    names, where = {}, {}
    with open(path, 'rb') as f:
        raw = f.read()
    try:
        lines = raw.decode('utf-8').split('\n')
    except UnicodeDecodeError as e:
        say(f'line {raw.count(10, 0, e.start) + 1}', f'byte {raw[e.start]:#04x} is not UTF-8')
        return where
    for n, line in enumerate(lines, 1):
        if m := re.match(r'# (\d+) (.+)', line):
            if int(m[1]) != len(names) + 1:
                say(f'line {n}', f'phenomenon {m[1]} comes behind {len(names)}')
            names[m[1]] = f'{m[1]} {m[2]}'
            where[names[m[1]]] = set()
        elif line and not line.startswith('#'):
            fields = line.split('\t')
            if len(fields) != 3 or fields[0] not in names:
                say(f'line {n}', 'is no number that has a name above, article and words, apart by tabs')
            elif fields[1] not in texts:
                say(f'line {n}', f'there is no article {fields[1]}')
            elif not fields[2] or fields[2].replace('\\n', '\n') not in texts[fields[1]].replace('\r\n', '\n'):
                say(f'line {n}', f'{fields[1]} does not hold {fields[2]!r}')
            else:
                where[names[fields[0]]].add(fields[1])
    for name, ids in where.items():
        if len(ids) < 3:
            say(name, f'in {len(ids)} articles, of which three are wanted')
    return where


def table(title, counter):
    print(f'\n| {title} | |\n|---|---:|')
    for k, v in sorted(counter.items(), key=lambda kv: (-kv[1], str(kv[0]))):
        print(f'| {k} | {v} |')


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('folder', nargs='+')
    a.add_argument('--counts', action='store_true')
    a.add_argument('--phenomena', metavar='FILE')
    o = a.parse_args()
    found, ids, articles = 0, {}, []
    for folder in o.folder:
        files = sorted(glob.glob(os.path.join(glob.escape(folder), '*.json')))
        if not files:
            print(f"{folder}: {'no articles' if os.path.isdir(folder) else 'no such folder'}")
            found += 1
        for path in files:
            def say(field, what, path=path):
                nonlocal found
                found += 1
                print(f'{path}: {field}: {what}')

            base = os.path.basename(path)[:-5]
            try:
                with open(path, encoding='utf-8') as f:
                    gold = json.load(f)
                with open(path[:-5] + '.txt', encoding='utf-8', newline='') as f:
                    text = f.read()
            except (OSError, ValueError, RecursionError) as e:
                say('file', str(e))
                continue
            if not fits_form(gold, say):
                continue
            if gold['id'] != base:
                say('id', f"{gold['id']} is not the file's name")
            if base in ids:
                say('id', f'stands in {ids[base]} too')
            ids[base] = folder
            check_article(text, gold, say)
            articles.append((folder, text, gold))
        for text_file in sorted(glob.glob(os.path.join(glob.escape(folder), '*.txt'))):
            if not os.path.exists(text_file[:-4] + '.json'):
                print(f'{text_file}: file: no annotation')
                found += 1
    shown = {}
    if o.phenomena:
        def say(field, what):
            nonlocal found
            found += 1
            print(f'{o.phenomena}: {field}: {what}')

        try:
            shown = check_phenomena(o.phenomena, articles, say)
        except OSError as e:
            say('file', e.strerror)
    if o.counts:
        print('| Part | Articles | Words | Quotations | People (mentions) | Teams (mentions) | Scores |\n'
              '|---|---:|---:|---:|---:|---:|---:|')
        for part in o.folder + ['all']:
            g = [(t, x) for f, t, x in articles if part in (f, 'all')]
            n = lambda field: f"{sum(len(x[field]) for _, x in g)} ({sum(len(e['mentions']) for _, x in g for e in x[field])})"
            print(f"| {os.path.basename(os.path.normpath(part))} | {len(g)} | {sum(len(t.split()) for t, _ in g)} | "
                  f"{sum(len(x['quotes']) for _, x in g)} | {n('people')} | {n('teams')} | "
                  f"{sum(len(x['scores']) for _, x in g)} |")
        golds = [x for _, _, x in articles]
        table('Sport', Counter(x['sport'] for x in golds))
        table('House style', Counter(x['style'] for x in golds))
        table('Quotation, kind', Counter(q['kind'] for x in golds for q in x['quotes']))
        table('Speaker found by', Counter(q['how'] or 'nothing' for x in golds for q in x['quotes']))
        table('Score, kind', Counter(s['kind'] for x in golds for s in x['scores']))
        for name, ids in shown.items():
            print(f'{name}: {len(ids)} articles')
    if found:
        print(f"{found} finding{'s' * (found > 1)} in {len(articles)} article{'s' * (len(articles) != 1)}", file=sys.stderr)
    return 1 if found else 0


if __name__ == '__main__':
    if hasattr(signal, 'SIGPIPE'):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # check.py --counts | head
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    try:
        status = main()
        sys.stdout.flush()
    except OSError as e:
        status = f'check.py: {e.filename or "standard output"}: {e.strerror}'
    sys.exit(status)
