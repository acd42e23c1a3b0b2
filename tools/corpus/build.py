#!/usr/bin/env python3
"""Turns a marked-up article into its text and its gold annotation. Needs only Python 3.

usage: build.py SOURCE... --out FOLDER           writes FOLDER/<split>/<id>.txt and .json
       build.py SOURCE... --out FOLDER --check   writes nothing; exit status 1 where what is there differs
       build.py SOURCE... --show                 prints the articles with their annotations inline

A SOURCE is a file, or a folder for all its *.mark. With a folder --check also finds articles that have no source any
more. A mistake is one line "file:line: what is wrong" on stderr and exit status 1; then nothing is written.

A source is a head, a line "---" and the article. The article is kept as it stands, be its lines' ends CRLF and its
words full of soft hyphens; the head's lines end in LF, and its names are written clean. Head lines:

  id / split / sport / style: value         all four; split is train, dev or test
  P Ruud Vansina = Vansina | Ruud           a person: the fullest form, then every other surface
  T Middlesbrough = Boro | Middlesbrough    a team: its usual full name, then every other surface
  C, V, O Name = surface | ...              competition, venue, outlet: as teams
  X surface | ...                           surfaces that are no mention at all (a body, a company, a street)

Every occurrence of a surface at word boundaries is a mention, the longest first; the name itself is a
surface too, and so is every surface in capitals. Spaces at the end of a quotation's words are no part of it.
In the article:

  ~Surface                         not a mention, here
  {=T:Name|surface}                a mention of just that, here (P, T, C, V, O); no name inside is looked up
  {d|speaker|cue|how|words}        direct; {p|...} partial; speaker: a surface of a person, a source as described, or -
                                   cue: the cue's words, or - ; how may be left empty where nothing led to the speaker
  {c|words} {pc|words}             direct, partial: the speaker before goes on (how "continued", no cue)
  {n|words}                        nonspeech
  {s|kind|A=2;B=1|2-1}             score; sides are surfaces or names, or empty; kinds: f p set ser agg so

Marks stay outside of the braces: "{d|Hall|said|name|We go again,}" said Hall.
"""
import argparse, glob, json, os, re, signal, sys

LISTS = {'P': 'people', 'T': 'teams', 'C': 'competitions', 'V': 'venues', 'O': 'outlets'}
SCORE = {'f': 'final', 'p': 'partial', 'set': 'set', 'ser': 'series', 'agg': 'aggregate', 'so': 'shootout'}


META = ('id', 'split', 'sport', 'style')
SPLITS = ('train', 'dev', 'test')
HOWS = ('name', 'pronoun', 'nominal', 'colon', 'continued', 'headline', 'other')


class Mistake(Exception):
    """What is wrong with a source, in one line that begins with its place."""


def short(s):
    s = ' '.join(s.split())
    return s if len(s) <= 60 else s[:60] + '...'


def read_source(path):
    """The head's values, its surfaces (surface -> kind and name), its names with their lines, the article, its line."""
    with open(path, 'rb') as f:
        raw = f.read()
    try:
        raw = raw.decode('utf-8')
    except UnicodeDecodeError as e:
        raise Mistake(f'{path}:{raw.count(10, 0, e.start) + 1}: byte {raw[e.start]:#04x} is not UTF-8')
    head, mark, body = ('\n' + raw).partition('\n---\n')
    if not mark:
        crlf = re.search(r'^---\r$', raw, re.M)
        raise Mistake(f'{path}:{raw.count(chr(10), 0, crlf.start()) + 1}: the head\'s lines have to end in LF' if crlf else
                      f'{path}:1: no line "---" between a head and an article')
    meta, names, order = {}, {}, {}
    lines = head.split('\n')[1:]

    def fail(why):
        raise Mistake(f'{path}:{n}: {why}')

    def surfaces(s):
        forms = [x.strip() for x in s.split(' | ')]
        if not all(forms) or any('|' in x for x in forms):
            fail(f'surfaces are apart by " | ", and none is empty: {short(s)}')
        return forms

    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if m := re.match(rf'({"|".join(META)}): (.+)$', line):
            if m[1] in meta:
                fail(f'"{m[1]}" is given twice')
            meta[m[1]] = m[2].strip()
            if m[1] == 'id' and not re.fullmatch(r'[a-z0-9]+(-[a-z0-9]+)*', meta['id']):
                fail(f'id "{short(meta["id"])}": small letters, digits and hyphens only')
            if m[1] == 'split' and meta['split'] not in SPLITS:
                fail(f'split "{short(meta["split"])}" is none of {", ".join(SPLITS)}')
        elif m := re.match(r'([PTCVO]) (.+?)(?: = (.+))?$', line):
            kind, name = m[1], m[2].strip()
            if re.search(r'(^| )=$', name):
                fail(f'a name or its surfaces are missing: {short(line)}')
            order[kind, name] = n
            forms = surfaces(m[3] or name)
            if name not in forms:
                forms.append(name)
            for f in forms:
                if f in names:
                    fail(f'surface "{f}" is given twice')
                names[f] = (kind, name)
                names.setdefault(f.upper(), (kind, name))
        elif line.startswith('X '):
            for f in surfaces(line[2:]):
                names[f] = ('X', f)
        else:
            fail(f'head line not understood: {short(line)}')
    n = len(lines) + 1
    for key in META:
        if key not in meta:
            fail(f'the head above has no "{key}: ..."')
    if not body.strip():
        fail('no article behind "---"')
    return meta, names, order, body, n + 1


class Builder:
    def __init__(self, path):
        self.path = path
        self.meta, self.names, self.order, self.body, self.line = read_source(path)
        alt = '|'.join(re.escape(f) for f in sorted(self.names, key=len, reverse=True)) or r'(?!)'
        self.surface = re.compile(rf'(?<!\w)(~?)({alt})(?!(?!â€)\w)')  # â€: a mark decoded wrongly is no letter
        self.text, self.quotes, self.scores, self.mentions = [], [], [], []
        self.at = 0
        self.last = None
        self.look_up = True

    def fail(self, why, at):
        raise Mistake(f'{self.path}:{self.line + self.body.count(chr(10), 0, at)}: {why}')

    def put(self, s):
        self.text.append(s)
        self.at += len(s)

    def plain(self, s):
        end = 0
        for m in self.surface.finditer(s) if self.look_up else ():
            self.put(s[end:m.start()])
            kind, name = self.names[m[2]]
            if not m[1] and kind != 'X':
                self.mentions.append((kind, name, self.at, self.at + len(m[2])))
            self.put(m[2])
            end = m.end()
        self.put(s[end:])

    def person(self, s):
        if s == '-':
            return None
        kind, name = self.names.get(s, ('', s))
        return {'name': name if kind in ('P', 'T') else s}

    def run(self, s, base):
        """Takes in a stretch of the article that begins at base; so does tag."""
        i = 0
        while i < len(s):
            j = s.find('{', i)
            if (k := s.find('}', i, j if j >= 0 else len(s))) >= 0:
                self.fail(f'a brace is closed that was never opened: {short(s[max(i, k - 40):k + 1])}', base + k)
            if j < 0:
                self.plain(s[i:])
                return
            self.plain(s[i:j])
            depth, k = 1, j + 1
            while depth:
                if k >= len(s):
                    self.fail(f'brace never closed: {short(s[j:])}', base + j)
                depth += (s[k] == '{') - (s[k] == '}')
                k += 1
            self.tag(s[j + 1:k - 1], base + j + 1)
            i = k

    def tag(self, s, base):
        def fail(why):
            self.fail(f'{why}: {{{short(s)}}}', base)

        def words_of(words):
            self.run(words, base + len(s) - len(words))
            words = ''.join(self.text)[start:].rstrip()
            if not words:
                fail('no words inside')
            return words

        start = self.at
        if s.startswith('='):
            m = re.match(r'=([PTCVO]):([^|]*[^|\s][^|]*)\|', s)
            if not m:
                fail('a mention is {=P:Name|surface}, with P, T, C, V or O')
            self.order.setdefault((m[1], m[2]), 0)
            self.look_up = False
            words_of(s[m.end():])
            self.look_up = True
            self.mentions.append((m[1], m[2], start, self.at))
            return
        code, _, rest = s.partition('|')
        if code == 's':
            if rest.count('|') < 2:
                fail('a score is {s|kind|A=2;B=1|2-1}')
            kind, sides, surface = rest.split('|', 2)
            if kind not in SCORE:
                fail(f'score kind "{kind}" is none of {", ".join(SCORE)}')
            out = []
            for side in filter(None, sides.split(';')):
                name, _, points = side.rpartition('=')
                if not name.strip():
                    fail(f'side "{short(side)}" is not name=points')
                if not re.fullmatch(r' *[0-9]+ *', points):
                    fail(f'points "{short(points)}" are no number')
                out.append({'name': self.names.get(name.strip(), ('', name.strip()))[1], 'points': int(points)})
            words_of(surface)
            self.scores.append({'start': start, 'end': self.at, 'text': ''.join(self.text)[start:self.at],
                                'kind': SCORE[kind], 'sides': out})
            return
        if code in ('d', 'p'):
            if rest.count('|') < 3:
                fail(f'a quotation is {{{code}|speaker|cue|how|words}}')
            speaker, cue, how, words = rest.split('|', 3)
            if not speaker.strip() or not cue.strip():
                fail('speaker or cue is empty; "-" is none')
            if how and how not in HOWS:
                fail(f'how "{short(how)}" is none of {", ".join(HOWS)}')
            q = {'kind': 'direct' if code == 'd' else 'partial', 'speaker': self.person(speaker),
                 'cue': None if cue == '-' else cue, 'how': how or None}
            self.last = q['speaker']
        elif code in ('c', 'pc'):
            words = rest
            q = {'kind': 'direct' if code == 'c' else 'partial', 'speaker': self.last, 'cue': None, 'how': 'continued'}
        elif code == 'n':
            words = rest
            q = {'kind': 'nonspeech', 'speaker': None, 'cue': None, 'how': 'other'}
        else:
            fail('unknown tag')
        self.quotes.append({'start': start, 'end': start + len(words_of(words)), **q})

    def build(self):
        self.run(self.body, 0)
        gold = {k: self.meta[k] for k in ('id', 'sport', 'style')}
        gold['quotes'] = sorted(self.quotes, key=lambda q: q['start'])
        for kind, field in LISTS.items():
            found = []
            for (k, name), line in self.order.items():
                if k != kind:
                    continue
                spans = sorted((a, b) for mk, mn, a, b in self.mentions if (mk, mn) == (k, name))
                if not spans:
                    raise Mistake(f'{self.path}:{line}: "{name}" is never mentioned')
                found.append({'name': name, 'mentions': [{'start': a, 'end': b} for a, b in spans]})
            gold[field] = sorted(found, key=lambda e: e['mentions'][0]['start'])
        gold['scores'] = sorted(self.scores, key=lambda s: s['start'])
        text = ''.join(self.text)
        return text, {k: gold[k] for k in ('id', 'sport', 'style', 'quotes', 'people', 'teams', 'scores',
                                           'competitions', 'venues', 'outlets')}


def inline(text, gold):
    """The article with what is annotated in it, for reading through."""
    events = []

    def add(a, b, label, note):
        events.append((a, 1, -b, f'⟦{label}:'))
        events.append((b, 0, -a, f'‹{note}›⟧'))

    for q in gold['quotes']:
        who = q['speaker']['name'] if q['speaker'] else '-'
        add(q['start'], q['end'], 'Q', f"{q['kind']}|{who}|{q['cue'] or '-'}|{q['how']}")
    for label, field in LISTS.items():
        for e in gold[field]:
            for m in e['mentions']:
                add(m['start'], m['end'], label, '' if text[m['start']:m['end']] == e['name'] else e['name'])
    for s in gold['scores']:
        add(s['start'], s['end'], 'S', s['kind'] + '|' + ';'.join(f"{x['name']}={x['points']}" for x in s['sides']))
    out, at = [], 0
    for pos, _, _, mark in sorted(events):
        out += [text[at:pos], mark]
        at = pos
    return ''.join(out) + text[at:]


def sources(paths):
    """The files that are meant; of a folder all its *.mark."""
    out = []
    for path in paths:
        if os.path.isdir(path):
            inside = sorted(glob.glob(os.path.join(glob.escape(path), '*.mark')))
            if not inside:
                raise Mistake(f'{path}: no *.mark in this folder')
            out += inside
        else:
            out.append(path)
    return out


def compare(folder, files, whole):
    """Prints where the files in the folder are not the ones that were built. The number of differences."""
    found = 0
    for path, wanted in files.items():
        try:
            with open(path, 'rb') as f:
                there = f.read()
        except FileNotFoundError:
            there = None
        if there != wanted:
            found += 1
            if there is None:
                print(f'{path}: is not there')
            else:
                same = os.path.commonprefix([there, wanted])
                print(f'{path}:{same.count(10) + 1}: differs from what its source makes')
    if whole:
        for split in SPLITS:
            for path in sorted(glob.glob(os.path.join(glob.escape(folder), split, '*.*'))):
                if path not in files:
                    found += 1
                    print(f'{path}: has no source')
    return found


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('source', nargs='+')
    a.add_argument('--out', metavar='FOLDER', help='the corpus folder; what it lacks is made')
    a.add_argument('--check', action='store_true', help='compare with what is in --out and write nothing')
    a.add_argument('--show', action='store_true')
    o = a.parse_args()
    if o.check and not o.out:
        a.error('--check needs --out')
    mistakes, files, by_id = 0, {}, {}

    def mistake(why):
        nonlocal mistakes
        mistakes += 1
        sys.stdout.flush()
        print(why, file=sys.stderr)

    try:
        paths = sources(o.source)
    except Mistake as e:
        mistake(e)
        return 1
    for path in paths:
        try:
            b = Builder(path)
            text, gold = b.build()
        except Mistake as e:
            mistake(e)
            continue
        except OSError as e:
            mistake(f'{path}: {e.strerror}')
            continue
        if gold['id'] in by_id:
            mistake(f'{path}: id {gold["id"]} is that of {by_id[gold["id"]]} too')
            continue
        by_id[gold['id']] = path
        if o.show:
            print(f"===== {gold['id']} {gold['sport']} {gold['style']} {len(text.split())} words\n{inline(text, gold)}")
        if o.out:
            base = os.path.join(o.out, b.meta['split'], gold['id'])
            files[base + '.txt'] = text.encode('utf-8')
            files[base + '.json'] = (json.dumps(gold, ensure_ascii=False, indent=1) + '\n').encode('utf-8')
    if mistakes:
        return 1
    if o.check:
        return 1 if compare(o.out, files, any(os.path.isdir(p) for p in o.source)) else 0
    for path, content in files.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as f:
            f.write(content)
    return 0


if __name__ == '__main__':
    if hasattr(signal, 'SIGPIPE'):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # build.py --show | head
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    try:
        status = main()
        sys.stdout.flush()
    except OSError as e:
        status = f'build.py: {e.filename or "standard output"}: {e.strerror}'
    sys.exit(status)
