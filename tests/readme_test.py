#!/usr/bin/env python3
"""Runs the examples of a document and compares what they print.

usage: readme_test.py [--path FOLDER] [--update] DOCUMENT
       readme_test.py --self-test

In every fenced block marked `console`, a line that starts with "$ " is a command (lines that start with "> " continue
it) and the lines up to the next command are what it prints, stdout and stderr together. A line of "..." stands for any
number of lines. Commands run with bash in the document's folder, with FOLDER first in PATH. A command that is shown to
print nothing must succeed; one that shows a message may fail, but not crash or be missing.

--update writes into the document what the commands print now, where that differs.
"""
import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile

TIMEOUT_SECONDS = 120


class Example:
    def __init__(self, line, indent):
        self.line = line  # of the first line of the command, from 1
        self.indent = indent
        self.command = []
        self.expected = []
        self.first = self.last = line  # expected lines stand at [first, last) of the document, from 0


def examples_of(lines):
    """All examples in the lines of a document; ValueError for a block that is not closed or begins with no command."""
    found, fence, indent, opened = [], None, '', 0
    for number, line in enumerate(lines, 1):
        if fence is None:
            start = re.match(r'(\s*)(`{3,}|~{3,})\s*(\S*)', line)
            if start:
                indent, fence, opened = start[1], start[2], number
                console, inside = start[3] == 'console', None
            continue
        body = line[len(indent):] if line.startswith(indent) else line.lstrip()
        if body.startswith(fence) and body.strip(fence[0] + ' ') == '':
            fence = None
        elif not console:
            continue
        elif body.startswith('$ '):
            inside = Example(number, indent)
            inside.command.append(body[2:])
            inside.first = inside.last = number
            found.append(inside)
        elif inside is None:
            raise ValueError(f'line {number}: output before any command; begin the block with "$ command"')
        elif body.startswith('> ') and not inside.expected:
            inside.command.append(body[2:])
            inside.first = inside.last = number
        else:
            inside.expected.append(body)
            inside.last = number
    if fence is not None:
        raise ValueError(f'line {opened}: block is never closed; add {fence}')
    return found


def without_blank_end(lines):
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def matches(expected, printed):
    """Whether the printed lines are the expected ones; "..." is any number of lines."""
    pieces, piece = [], []
    for line in expected:
        if line.strip() == '...':
            pieces.append(piece)
            piece = []
        else:
            piece.append(line)
    pieces.append(piece)
    if len(pieces) == 1:
        return expected == printed
    head, middle, tail = pieces[0], pieces[1:-1], pieces[-1]
    if len(printed) < len(head) + len(tail) or printed[:len(head)] != head:
        return False
    end = len(printed) - len(tail)
    if printed[end:] != tail:
        return False
    at = len(head)
    for piece in middle:  # the earliest place is as good as any
        while at + len(piece) <= end and printed[at:at + len(piece)] != piece:
            at += 1
        if at + len(piece) > end:
            return False
        at += len(piece)
    return True


def run(example, folder, path):
    """The lines printed, and what is wrong with the way the command ended or None."""
    environment = dict(os.environ, LC_ALL='C.UTF-8', PATH=os.pathsep.join(filter(None, [path, os.environ.get('PATH')])))
    try:
        done = subprocess.run(['bash', '-c', '\n'.join(example.command)], cwd=folder, env=environment, text=True,
                              encoding='utf-8', errors='replace', stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        return [], f'still running after {TIMEOUT_SECONDS} s'
    printed = without_blank_end(done.stdout.split('\n'))
    status = done.returncode
    if status in (126, 127):
        return printed, 'cannot be run'
    if status < 0 or status > 128:
        return printed, f'ended by signal {-status if status < 0 else status - 128}'
    if status != 0 and not without_blank_end(example.expected):
        return printed, f'ended with status {status}'
    return printed, None


def check(document, path, update=False, out=sys.stdout):
    """(passed, failed), every failure told on out."""
    with open(document, encoding='utf-8', newline='') as file:
        lines = file.read().split('\n')
    try:
        examples = examples_of(lines)
    except ValueError as error:
        print(f'{document}: {error}', file=out)
        return 0, 1
    if not examples:
        print(f'{document}: no console examples; mark a fenced block `console`', file=out)
        return 0, 1
    passed, changes = 0, []
    for example in examples:
        printed, problem = run(example, os.path.dirname(os.path.abspath(document)), path)
        expected = without_blank_end(example.expected)
        if problem is None and matches(expected, printed):
            passed += 1
            continue
        print(f'{document}:{example.line}: $ {" ".join(example.command)}', file=out)
        if problem:
            print(f'  {problem}', file=out)
        for line in difflib.unified_diff(expected, printed, 'the document', 'the command', lineterm=''):
            print('  ' + line, file=out)
        if problem is None:
            changes.append((example, printed))
    if update and changes:
        for example, printed in reversed(changes):
            blank_end = example.expected[len(without_blank_end(example.expected)):]
            lines[example.first:example.last] = [example.indent + line if line else '' for line in printed + blank_end]
        with open(document, 'w', encoding='utf-8', newline='') as file:
            file.write('\n'.join(lines))
    return passed, len(examples) - passed


def self_test():
    cases = [  # a document, and how many of its examples pass and fail
        ('```console\n$ echo a; echo b\na\nb\n```\n', 1, 0),
        ('```console\n$ echo a\nb\n```\n', 0, 1),
        ('```console\n$ echo a\na \n```\n', 0, 1),
        ('```console\n$ echo a\n$ echo b\nb\n\n$ echo c\nc\n```\n', 2, 1),
        ('```console\n$ seq 9\n1\n...\n5\n...\n9\n```\n', 1, 0),
        ('```console\n$ seq 9\n...\n```\n', 1, 0),
        ('```console\n$ seq 9\n1\n...\n1\n...\n```\n', 0, 1),
        ('```console\n$ seq 2\n1\n2\n...\n2\n```\n', 0, 1),
        ('```console\n$ seq 2\n1\n...\n2\n```\n', 1, 0),
        ('```console\n$ cat <<E\n> one\n> E\none\n```\n', 1, 0),
        ('1. item\n   ```console\n   $ echo a\n   a\n   ```\n', 1, 0),
        ('```console\n$ printf "  x\\n"\n  x\n```\n', 1, 0),
        ('```console\n$ echo message >&2; exit 1\nmessage\n```\n', 1, 0),
        ('```console\n$ exit 1\n```\n', 0, 1),
        ('```console\n$ no-such-command\n...\n```\n', 0, 1),
        ('```console\n$ kill -SEGV $$\n...\n```\n', 0, 1),
        ('```console\n$ own-command\nfound\n```\n', 1, 0),
        ('```console\n$ cat beside.txt\nbeside\n```\n', 1, 0),
        ('```sh\n$ exit 1\n```\n```console\n$ true\n```\n', 1, 0),
        ('````console\n$ echo \'```\'\n```\n````\n', 1, 0),
        ('```console\n$ true\n', 0, 1),
        ('```console\noutput\n```\n', 0, 1),
        ('no examples\n', 0, 1),
    ]
    failed = 0
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, 'w', encoding='utf-8') as quiet:
        document = os.path.join(folder, 'document.md')
        path = os.path.join(folder, 'bin')
        os.mkdir(path)
        with open(os.path.join(folder, 'beside.txt'), 'w', encoding='utf-8') as file:
            file.write('beside\n')
        with open(os.path.join(path, 'own-command'), 'w', encoding='utf-8') as file:
            file.write('#!/bin/sh\necho found\n')
        os.chmod(file.name, 0o755)

        def write(text):
            with open(document, 'w', encoding='utf-8', newline='') as file:
                file.write(text)

        for text, *counts in cases:
            write(text)
            if list(check(document, path, out=quiet)) != counts:
                failed += 1
                print(f'not {counts[0]} passed, {counts[1]} failed:\n{text}')
        write('a\n  ```console\n  $ seq 2\n  3\n\n  $ echo b\n  ```\nz\n')
        check(document, path, update=True, out=quiet)
        with open(document, encoding='utf-8', newline='') as file:
            updated = file.read()
        if updated != 'a\n  ```console\n  $ seq 2\n  1\n  2\n\n  $ echo b\n  b\n  ```\nz\n':
            failed += 1
            print(f'--update wrote:\n{updated}')
    print(f'{len(cases) + 1 - failed} passed, {failed} failed')
    return failed == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('document', nargs='?')
    parser.add_argument('--path', help='a folder to put first in PATH')
    parser.add_argument('--update', action='store_true')
    parser.add_argument('--self-test', action='store_true')
    options = parser.parse_args()
    if options.self_test:
        return 0 if self_test() else 1
    if options.document is None:
        parser.error('which document?')
    path = os.path.abspath(options.path) if options.path else None
    passed, failed = check(options.document, path, options.update)
    print(f'{passed} passed, {failed} failed')
    return 0 if failed == 0 else 1


if __name__ == '__main__':
    sys.exit(main())
