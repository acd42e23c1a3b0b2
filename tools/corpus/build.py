#!/usr/bin/env python3
"""Turns a marked-up article into its text and its gold annotation. Needs only Python 3.

usage: build.py SOURCE.mark... --out FOLDER      writes FOLDER/<split>/<id>.txt and .json
       build.py SOURCE.mark... --show            prints the articles with their annotations inline

A source is a head, a line "---" and the article. The article is kept as it stands, be its lines' ends CRLF and its
words full of soft hyphens; the head's lines end in LF, and its names are written clean. Head lines:

  id / split / sport / style: value
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
import argparse, json, os, re, sys

LISTS = {'P': 'people', 'T': 'teams', 'C': 'competitions', 'V': 'venues', 'O': 'outlets'}
SCORE = {'f': 'final', 'p': 'partial', 'set': 'set', 'ser': 'series', 'agg': 'aggregate', 'so': 'shootout'}


def read_source(path):
    raw = open(path, encoding='utf-8', newline='').read()
    head, body = raw.split('\n---\n', 1)
    meta, names = {}, {}  # names: surface -> (kind, entity name)
    order = []
    for line in head.split('\n'):
        if not line.strip():
            continue
        m = re.match(r'(id|split|sport|style): (.+)$', line)
        if m:
            meta[m[1]] = m[2].strip()
            continue
        m = re.match(r'([PTCVO]) (.+?)(?: = (.+))?$', line)
        if m:
            kind, name = m[1], m[2].strip()
            order.append((kind, name))
            forms = [x.strip() for x in m[3].split(' | ')] if m[3] else [name]
            if name not in forms:
                forms.append(name)
            for f in forms:
                if f in names:
                    raise SystemExit(f'{path}: surface "{f}" is given twice')
                names[f] = (kind, name)
                names.setdefault(f.upper(), (kind, name))
            continue
        if line.startswith('X '):
            for f in line[2:].split(' | '):
                names[f.strip()] = ('X', f.strip())
            continue
        raise SystemExit(f'{path}: head line not understood: {line}')
    return meta, names, order, body


class Builder:
    def __init__(self, path):
        self.path = path
        self.meta, self.names, self.order, self.body = read_source(path)
        self.entities = set(self.order)
        alt = '|'.join(re.escape(f) for f in sorted(self.names, key=len, reverse=True)) or r'(?!)'
        self.surface = re.compile(rf'(?<!\w)(~?)({alt})(?!(?!â€)\w)')  # â€: a mark decoded wrongly is no letter
        self.text, self.quotes, self.scores, self.mentions = [], [], [], []
        self.at = 0
        self.last = None
        self.look_up = True

    def fail(self, why):
        raise SystemExit(f'{self.path}: {why}')

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

    def run(self, s):
        i = 0
        while i < len(s):
            j = s.find('{', i)
            if j < 0:
                self.plain(s[i:])
                return
            self.plain(s[i:j])
            depth, k = 1, j + 1
            while depth:
                if k >= len(s):
                    self.fail(f'brace never closed: {s[j:j + 60]}')
                depth += (s[k] == '{') - (s[k] == '}')
                k += 1
            self.tag(s[j + 1:k - 1])
            i = k

    def tag(self, s):
        if s[0] == '=':
            head, surface = s[1:].split('|', 1)
            kind, name = head.split(':', 1)
            if (kind, name) not in self.entities:
                self.entities.add((kind, name))
                self.order.append((kind, name))
            start, self.look_up = self.at, False
            self.run(surface)
            self.look_up = True
            self.mentions.append((kind, name, start, self.at))
            return
        code, rest = s.split('|', 1)
        start = self.at
        if code == 's':
            kind, sides, surface = rest.split('|', 2)
            out = []
            for side in filter(None, sides.split(';')):
                n, p = side.rsplit('=', 1)
                kind_name = self.names.get(n.strip())
                known = kind_name[1] if kind_name else n.strip()
                out.append({'name': known, 'points': int(p)})
            self.run(surface)
            self.scores.append({'start': start, 'end': self.at, 'text': ''.join(self.text)[start:self.at],
                                'kind': SCORE[kind], 'sides': out})
            return
        if code in ('d', 'p'):
            speaker, cue, how, words = rest.split('|', 3)
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
            self.fail(f'unknown tag: {s[:60]}')
        self.run(words)
        words = ''.join(self.text)[start:self.at]
        self.quotes.append({'start': start, 'end': start + len(words.rstrip()), **q})

    def build(self):
        self.run(self.body)
        gold = {k: self.meta[k] for k in ('id', 'sport', 'style')}
        gold['quotes'] = sorted(self.quotes, key=lambda q: q['start'])
        for kind, field in LISTS.items():
            found = []
            for k, name in self.order:
                if k != kind:
                    continue
                spans = sorted((a, b) for mk, mn, a, b in self.mentions if (mk, mn) == (k, name))
                if not spans:
                    self.fail(f'"{name}" is never mentioned')
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


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('source', nargs='+')
    a.add_argument('--out', help='the corpus folder')
    a.add_argument('--show', action='store_true')
    o = a.parse_args()
    for path in o.source:
        b = Builder(path)
        text, gold = b.build()
        if o.show:
            print(f"===== {gold['id']} {gold['sport']} {gold['style']} {len(text.split())} words\n{inline(text, gold)}")
        if o.out:
            base = os.path.join(o.out, b.meta['split'], gold['id'])
            with open(base + '.txt', 'w', encoding='utf-8', newline='') as f:
                f.write(text)
            with open(base + '.json', 'w', encoding='utf-8', newline='') as f:
                json.dump(gold, f, ensure_ascii=False, indent=1)
                f.write('\n')


if __name__ == '__main__':
    sys.exit(main())
