import { describe, expect, it } from 'vitest'
import { compilePattern, patternProblem } from '../../../src/helm/go/patterns.js'

describe('a pattern that is not portable', () => {
  it.each([
    ['\\s', '`\\s`, which means more characters in JavaScript than in Go; write `[ \\t\\n\\r\\f]`'],
    ['^\\S+$', '`\\S`, which means fewer characters in JavaScript than in Go; write `[^ \\t\\n\\r\\f]`'],
    ['[\\s]', '`\\s`, which means more'],
    ['a.c', '`.`, which means other characters in Go than in JavaScript; write `[^\\n]` or `[^\\n\\r]`'],
    ['(', 'a `(` that is never closed; write `\\(` for the character'],
    [')', 'a `)` that closes nothing'],
    ['[a', 'a `[` that is never closed'],
    ['[]', 'an empty class'],
    ['[^]', 'an empty class'],
    ['[]a]', 'an empty class, or one that starts with `]`'],
    ['[[:alpha:]]', '`[` in a class'],
    ['[z-a]', 'the range `z-a`; write the smaller character first'],
    ['[a-\\d]', 'a range from or to a class'],
    ['[\\d-a]', 'a range from or to a class'],
    ['[a-c-e]', 'a hyphen behind a range'],
    ['[a--]', 'a hyphen in the middle of a class'],
    ['[a\\b]', '`\\b` in a class'],
    ['(?=a)', 'look-around `(?=`'],
    ['(?!a)', 'look-around `(?!`'],
    ['(?<=a)', 'look-around `(?<=`'],
    ['(?<!a)', 'look-around `(?<!`'],
    ['(?<a>b)', 'a named group `(?<`'],
    ['(?P<a>b)', 'a named group `(?P<`'],
    ['(?i)a', 'flags `(?i`; write all cases out, such as `[aA]`'],
    ['(?i:a)', 'flags `(?i`'],
    ['(?s-m)a', 'flags `(?s-m`'],
    ['(a)\\1', 'the back-reference or octal number `\\1`'],
    ['\\0', 'the back-reference or octal number `\\0`'],
    ['\\A', '`\\A`, which JavaScript does not know; write `^`'],
    ['\\z', '`\\z`, which JavaScript does not know; write `$`'],
    ['\\Z', '`\\Z`, which JavaScript does not know; write `$`'],
    ['\\pL', '`\\p`, whose tables differ'],
    ['\\P{Lu}', '`\\P`, whose tables differ'],
    ['\\u0041', '`\\u`, which Go does not know'],
    ['\\x{41}', '`\\x` without two digits'],
    ['\\Qa\\E', '`\\Q`, which Go or JavaScript does not know'],
    ['\\cA', '`\\c`, which Go or JavaScript does not know'],
    ['\\-', '`\\-`, a backslash that JavaScript does not take; write `-`'],
    ['\\é', '`\\é`, a backslash that JavaScript does not take'],
    ['a\\', 'a `\\` at its end'],
    ['*a', '`*` with nothing to repeat'],
    ['(+)', '`+` with nothing to repeat'],
    ['a|?', '`?` with nothing to repeat'],
    ['^*', '`*` behind `^`'],
    ['\\b{2}', '`{` behind `^`'],
    ['a**', 'one repetition right behind another'],
    ['a{2}{3}', 'one repetition right behind another'],
    ['a{', '`{` that starts no count'],
    ['a{,2}', '`{` that starts no count'],
    ['a{02}', '`{` that starts no count'],
    ['a{2 }', '`{` that starts no count'],
    ['a{3,2}', 'the count `{3,2}`'],
    ['{', '`{` as a character; write `\\{`'],
    ['}', '`}` as a character; write `\\}`'],
    [']', '`]` as a character; write `\\]`'],
    ['a{1001}', 'repetitions that ask for 1001 copies; write 1000 at most'],
    ['(a{40}b){26}', 'repetitions that ask for 1040 copies'],
    ['(?:(?:a{10}){10}){11}', 'repetitions that ask for 1100 copies'],
    [`(?:${'a'.repeat(200)}){1000}`, 'repetitions that make it'],
    ['('.repeat(101), 'groups nested more than 100 deep'],
    ['\ud800', 'half a character'],
  ])('%j', (pattern, problem) => {
    expect(patternProblem(pattern)).toContain(`is not portable: it has ${problem}`)
    expect(() => compilePattern(pattern)).toThrow('is not portable')
  })

  it('is named, but not at any length', () => {
    expect(patternProblem('a.c')).toMatch(/^the pattern a\.c is not portable/)
    expect(patternProblem(`${'a'.repeat(300)}.`)).toMatch(/^the pattern a{197}\.\.\. is not portable/)
  })
})

describe('a portable pattern', () => {
  it.each([
    '',
    '^([a-z]([a-z0-9-]{0,38}[a-z0-9])?)?$',
    '^(?:a|b)\\d{2}$',
    '^[A-Za-z0-9.:*_,-]*$',
    '^[^ \\t\\n\\r\\f]{32,}$',
    '[^\\\\](\\\\\\\\)*\\\\u(003cno value\\\\u003e|202[89])',
    '[\u007f-\u009f\ufeff\ufffd-\uffff]',
    '[-a-z-]|[\\^\\-\\]]|[\\w-]|\\x09|\\/|/',
    '()|(?:)|a??|b*?|(?:a{2,3}?)+',
    'a{1000}|(?:a{10}){100}|(?:a{0}){5}',
  ])('%j', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined()
    expect(() => new RegExp(pattern, 'u')).not.toThrow()
  })

  it('is found anywhere in a text, every time', () => {
    const pattern = compilePattern('b+')
    expect(['abc', 'abc', 'ac'].map((text) => pattern.test(text))).toEqual([true, true, false])
    expect(compilePattern('b+')).toBe(pattern)
  })

  it('counts characters, not their halves', () => {
    expect(compilePattern('^[^a]$').test('😀')).toBe(true)
  })
})
