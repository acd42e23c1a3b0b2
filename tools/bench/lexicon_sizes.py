#!/usr/bin/env python3
"""What the size of the lexicon costs: the same articles with a tenth of the names, with all, and with ten times as many.

    tools/bench/lexicon_sizes.py BUILD [--rounds N] [--keep FOLDER]

BUILD is a build folder with pressbox-lexc and pressbox_bench (`ninja pressbox_bench`). Files of names (teams, people,
cities, venues, competitions, outlets, given names, surnames) are cut to every tenth row, or nine rows of names that
nobody has are added for each: words of a letter model that is learnt from the surnames, with the frequent words of a file
("United", "Stadium") left as they are, and people half of known given names and surnames. As many new names are English
words too as among the rarest surnames that are known. Vocabulary and rules stay. The lexicons are compiled into a
temporary folder and timed in turns; the ratios are medians of the rounds.
"""

import argparse
import collections
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

LEXICONS = Path(__file__).resolve().parents[2] / "lexicons"
NAME_FOLDERS = ("teams", "people", "cities", "venues", "competitions", "outlets")
TIMES = 10
FREQUENT = 20  # a word of so many names of a file says what the thing is, and no new name does without


class Letters:
    """Words that look like those it was shown: a chain over three letters."""

    def __init__(self, words):
        self.next = collections.defaultdict(list)
        for word in words:
            padded = "^^^" + word.lower() + "$"
            for i in range(3, len(padded)):
                self.next[padded[i - 3 : i]].append(padded[i])

    def word(self, rng):
        while True:
            out = "^^^"
            while out[-1] != "$" and len(out) < 16:
                out += rng.choice(self.next[out[-3:]])
            word = out.strip("^$")
            if len(word) > 3:
                return word.capitalize()


def read_rows(path):
    """Comment lines, the columns, the rows."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return comments, rows[0], rows[1:]


def write_rows(path, comments, columns, rows):
    text = "\n".join(comments + ["\t".join(row) for row in [columns] + rows]) + "\n"
    path.write_text(text, encoding="utf-8")


class Namer:
    """New names in the likeness of those of the lexicon."""

    def __init__(self, rng):
        self.rng = rng
        _, _, surnames = read_rows(LEXICONS / "surnames.tsv")
        _, _, given = read_rows(LEXICONS / "given_names.tsv")
        _, columns, words = read_rows(LEXICONS / "words.tsv")
        level = columns.index("level")
        self.surnames = [row[0] for row in surnames]
        self.given = [row[0] for row in given]
        levels = {row[0]: row[level] for row in words}
        # New names are like the rarest known ones: as many of these as are English words too, by how common the word is.
        # Closed classes are no names.
        rarest = [row[0].lower() for row in surnames if row[1] == "1"]
        _, columns, classes = read_rows(LEXICONS / "classes.tsv")
        closed = {form for row in classes for form in row[columns.index("forms")].lower().split("|")}
        self.words = collections.defaultdict(list)
        for word, at in levels.items():
            if word.isalpha() and word not in closed:
                self.words[at].append(word.capitalize())
        self.levels = [levels[name] for name in rarest if name in levels]
        self.letters = Letters(name for name in self.surnames if name.isalpha())
        self.collisions = len(self.levels) / len(rarest)

    def word(self):
        if self.rng.random() < self.collisions:
            return self.rng.choice(self.words[self.rng.choice(self.levels)])
        return self.letters.word(self.rng)

    def person(self):
        given = self.rng.choice(self.given) if self.rng.random() < 0.5 else self.word()
        surname = self.rng.choice(self.surnames) if self.rng.random() < 0.5 else self.word()
        return given + " " + surname

    def renamed(self, name, kept, known):
        """The name with other words in place of its own; the same word everywhere in one row."""
        out = []
        for word in name.split(" "):
            bare = word.strip(".,'()")
            if bare in kept or not bare[:1].isupper() or (bare.isupper() and len(bare) < 5):
                out.append(word)
                continue
            if bare not in known:
                known[bare] = self.word()
            out.append(word.replace(bare, known[bare]))
        return " ".join(out)


def grow_names(path, namer):
    """given_names.tsv and surnames.tsv: one name a row."""
    comments, columns, rows = read_rows(path)
    seen = {row[0] for row in rows}
    for row in list(rows):
        for _ in range(TIMES - 1):
            name = namer.word()
            if name not in seen:
                seen.add(name)
                rows.append([name] + row[1:])
    write_rows(path, comments, columns, rows)


def grow_entries(path, namer):
    comments, columns, rows = read_rows(path)
    key, name = columns.index("key"), columns.index("name")
    forms = columns.index("forms") if "forms" in columns else None
    people = path.parent.name == "people"
    count = collections.Counter(word for row in rows for word in row[name].split(" "))
    kept = {word for word, n in count.items() if n >= FREQUENT}
    for at, row in enumerate(list(rows)):
        for copy in range(TIMES - 1):
            new = list(row) + [""] * (len(columns) - len(row))
            known = {}
            if people:
                new[name] = namer.person()
            else:
                new[name] = namer.renamed(row[name], kept, known)
                if new[name] == row[name]:
                    new[name] = namer.word() + " " + row[name]
            new[key] = "made-up-%s-%d-%d" % (path.stem, at, copy)
            if forms is not None:
                renamed = [(form, namer.renamed(form, kept, known)) for form in new[forms].split("|")]
                # What has no word of its own to rename ("Tigers", "UCLA") stays the true one's.
                new[forms] = "" if people else "|".join(made for form, made in renamed if made != form)
            rows.append(new)
    write_rows(path, comments, columns, rows)


def make_lexicon(folder, size):
    """A copy of lexicons/ under folder, of a tenth of the names or ten times as many."""
    subprocess.run(["cp", "-r", str(LEXICONS), str(folder)], check=True)
    rng = random.Random(20)
    paths = [folder / "given_names.tsv", folder / "surnames.tsv"]
    paths += sorted(path for name in NAME_FOLDERS for path in (folder / name).glob("*.tsv"))
    namer = Namer(rng)
    for path in paths:
        if size == "tenth":
            comments, columns, rows = read_rows(path)
            write_rows(path, comments, columns, rows[::TIMES])
        elif path.parent == folder:
            grow_names(path, namer)
        else:
            grow_entries(path, namer)


def seconds(build, lexicon):
    environment = dict(os.environ, PRESSBOX_LEXICON=str(lexicon))
    run = subprocess.run([str(build / "pressbox_bench"), "--once"], env=environment, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr.strip())
    return float(run.stdout.split()[0])  # seconds and bytes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, help="folder of pressbox-lexc and pressbox_bench")
    parser.add_argument("--rounds", type=int, default=9, help="how often each is timed [9]")
    parser.add_argument("--keep", type=Path, help="keep the compiled lexicons here, and take those that are there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        compiled = {}
        for size in ("tenth", "full", "tenfold"):
            target = compiled[size] = (arguments.keep or Path(scratch)) / (size + ".lexicon")
            if target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            source = LEXICONS
            if size != "full":
                source = Path(scratch) / size
                make_lexicon(source, size)
            done = subprocess.run([str(arguments.build / "pressbox-lexc"), str(source), str(target)], capture_output=True,
                                  text=True)
            if done.returncode != 0:
                sys.exit(done.stderr.strip())
            print(size + ":" + done.stdout.strip().split(":")[-1])
        times = {size: [] for size in compiled}
        for _ in range(arguments.rounds):
            for size, lexicon in compiled.items():
                times[size].append(seconds(arguments.build, lexicon))
        for size, values in times.items():
            ratio = statistics.median(a / b for a, b in zip(values, times["full"]))
            print("%-8s %6.0f ms at least, %.3f of the time with the full one" % (size, 1000 * min(values), ratio))


if __name__ == "__main__":
    main()
