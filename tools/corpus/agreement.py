#!/usr/bin/env python3
"""How far two annotations of the same articles agree. Needs only Python 3.

usage: agreement.py FIRST SECOND [--texts FOLDER] [--list]

FIRST and SECOND are folders of <id>.json; articles that only one of them has are left out. FOLDER holds their texts,
<id>.txt; without it they are those of corpus/dev. For what has a place in the text the figure is the F1 of one against
the other, the same either way round, which kappa tends to where most of the text is unmarked (Hripcsak and Rothschild,
"Agreement, the F-measure, and reliability in information retrieval", JAMIA 12, 2005). For a choice between labels it is
Cohen's kappa over the items that both have at the same place, beside the plain share that is the same. With --list each
difference is printed first, in its words, for whoever settles it.
"""
import argparse, glob, json, os, re, signal, sys, unicodedata
from collections import Counter

sys.dont_write_bytecode = True  # no __pycache__ in the source tree
from check import fits_form

NAMED = ('people', 'teams', 'competitions', 'venues', 'outlets')
TEXTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'corpus', 'dev')
EDGE = ' \n\t.,;:\'"“”‘’'


def levelled(name):
    plain = unicodedata.normalize('NFKD', name or '-')
    return ' '.join(re.sub(r'[^\w ]', '', ''.join(c for c in plain if not unicodedata.combining(c))).lower().split())


def kappa(pairs):
    """Cohen's kappa of pairs of labels; None where chance alone would always agree."""
    n = len(pairs)
    same = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[k] * right[k] for k in left) / (n * n)
    return (same - chance) / (1 - chance) if chance < 1 else None


def read(path):
    try:
        with open(path, encoding='utf-8', newline='') as f:
            return f.read()
    except UnicodeDecodeError as e:
        sys.exit(f'{path}: {e}')


def annotation(path, text):
    try:
        gold = json.loads(read(path))
    except ValueError as e:
        sys.exit(f'{path}: {e}')
    wrong = []
    if not fits_form(gold, lambda field, what: wrong.append(f'{path}: {field}: {what}')):
        sys.exit(wrong[0])
    for m in gold['quotes'] + gold['scores'] + [m for field in NAMED for e in gold[field] for m in e['mentions']]:
        if not 0 <= m['start'] < m['end'] <= len(text):
            sys.exit(f"{path}: span {m['start']}-{m['end']} does not fit a text of {len(text)}")
    return gold


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('first')
    a.add_argument('second')
    a.add_argument('--texts', metavar='FOLDER', default=TEXTS)
    a.add_argument('--list', action='store_true')
    o = a.parse_args()
    for d in (o.first, o.second, o.texts):
        if not os.path.isdir(d):
            sys.exit(f'{d}: no such folder')
    ids = [{os.path.basename(p)[:-5] for p in glob.glob(os.path.join(glob.escape(d), '*.json'))} for d in (o.first, o.second)]
    both = sorted(ids[0] & ids[1])
    if not both:
        sys.exit(f'{o.first}, {o.second}: no article is in both')
    spans = {k: Counter() for k in ('quotations',) + NAMED + ('scores',)}  # first, second, same
    labels = {}

    for i in both:
        text = read(os.path.join(o.texts, i + '.txt'))
        one, two = (annotation(os.path.join(d, i + '.json'), text) for d in (o.first, o.second))

        def differ(what, at, left, right):
            if not o.list:
                return
            words = ' '.join(text[max(0, at[0] - 50):at[1] + 40].split())
            print(f'{i}\t{what}\t{at[0]}-{at[1]}\t{left} | {right}\t{words}')

        def layer(name, left, right):
            spans[name].update(first=len(left), second=len(right), same=len(left.keys() & right.keys()))
            for at in sorted(left.keys() ^ right.keys()):
                differ(name, at, *(x.get(at, ('nothing',))[0] for x in (left, right)))
            return sorted(left.keys() & right.keys())

        def label(name, at, left, right):
            labels.setdefault(name, []).append((left, right))
            if left != right:
                differ(name, at, left, right)

        # The punctuation at the ends of a quotation's words is no matter of agreement.
        def words_of(q):
            s, e = q['start'], q['end']
            while e > s and text[e - 1] in EDGE:
                e -= 1
            return s, e

        quotes = [{words_of(q): (q['kind'], q) for q in x['quotes']} for x in (one, two)]
        for at in layer('quotations', *quotes):
            left, right = (q[at][1] for q in quotes)
            label('quotation: kind', at, left['kind'], right['kind'])
            label('quotation: how', at, left['how'], right['how'])
            label('quotation: cue', at, levelled(left['cue']), levelled(right['cue']))
            label('quotation: speaker', at, *(levelled((q['speaker'] or {}).get('name')) for q in (left, right)))
        for field in NAMED:
            mentions = [{(m['start'], m['end']): (e['name'],) for e in x[field] for m in e['mentions']} for x in (one, two)]
            for at in layer(field, *mentions):
                label(f'{field}: name', at, *(levelled(m[at][0]) for m in mentions))
        scores = [{(s['start'], s['end']): (s['kind'], s) for s in x['scores']} for x in (one, two)]
        for at in layer('scores', *scores):
            left, right = (s[at][1] for s in scores)
            label('score: kind', at, left['kind'], right['kind'])
            label('score: sides', at, *('; '.join(sorted(f"{levelled(y['name'])} {y['points']}" for y in s['sides'])) or '-'
                                       for s in (left, right)))
    if o.list:
        print()
    print(f'{len(both)} articles\n\n| Span | first | second | same | F1 |\n|---|---:|---:|---:|---:|')
    for name, n in spans.items():
        total = n['first'] + n['second']
        print(f"| {name} | {n['first']} | {n['second']} | {n['same']} | {2 * n['same'] / total if total else 1:.3f} |")
    print('\n| Label, where both have the span | items | the same | kappa |\n|---|---:|---:|---:|')
    for name, pairs in labels.items():
        k = kappa(pairs)
        same = sum(x == y for x, y in pairs)
        print(f"| {name} | {len(pairs)} | {same / len(pairs):.3f} | {'-' if k is None else f'{k:.3f}'} |")


if __name__ == '__main__':
    if hasattr(signal, 'SIGPIPE'):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # agreement.py --list | head
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    try:
        status = main()
        sys.stdout.flush()
    except OSError as e:
        status = f'agreement.py: {e.filename or "standard output"}: {e.strerror}'
    sys.exit(status)
