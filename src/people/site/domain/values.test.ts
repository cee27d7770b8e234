import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { USUAL_LOOK } from '#ui/site/index.ts';
import { unreadableIn, whyNot } from './look.ts';
import { isSafeValue, VARIABLE_NAME } from './values.ts';

const GOOD = [
  '#fff',
  '#2c56d4',
  '#2c56d480',
  'rgb(1, 2, 3)',
  'rgb(1 2 3 / 50%)',
  'hsl(120deg 40% 20%)',
  'oklch(0.7 0.1 200)',
  'tomato',
  'transparent',
  '12px',
  '-0.5rem',
  '0',
  '1.5',
  '50%',
  '4px 8px',
  '4px 8px 12px #2c56d4',
  '1px, 2px',
];
const HOSTILE = [
  '',
  ' ',
  'red;color:blue',
  'red}body{display:none',
  '{',
  '}',
  'url(https://evil.example)',
  'url(//evil)',
  'u\\72l(x)',
  'expression(alert(1))',
  'javascript:alert(1)',
  '/* */',
  '"a"',
  "'a'",
  '<script>',
  '</style>',
  '@import x',
  'calc(1px + 2px)',
  'var(--x)',
  'image-set(x)',
  'env(x)',
  'attr(x)',
  'rgb(url(x))',
  'rgb(1,2',
  '1px)',
  '1px 2px 3px 4px 5px 6px 7px',
  '!important',
  'red !important',
  '\u0000',
  'red\n;',
  '1px\\',
  'element(#x)',
  '#12',
  '#ggg',
  'px',
  '1'.repeat(200),
  'rgb(1 2 3))',
  '\u202e',
];

for (const value of GOOD) test(`a property may be ${value}`, () => assert.ok(isSafeValue(value)));
for (const value of HOSTILE)
  test(`a property may not be ${JSON.stringify(value).slice(0, 40)}`, () =>
    assert.equal(isSafeValue(value), false));

test('whatever is let through ends no declaration and calls nothing but colours', () => {
  const sign = fc.constantFrom(...'(){};:\\"\'<>@/*,.#-_% 019aburlx');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(sign).map((all) => all.join('')),
        fc.string(),
        fc.constantFrom(...GOOD),
      ),
      (value) => {
        if (!isSafeValue(value)) return;
        assert.doesNotMatch(value, /[{};:\\"'<>@*]|url|\/\//i);
        for (const [, name] of value.matchAll(/(\w*)\(/g))
          assert.match(name!, /^(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)$/i);
      },
    ),
    { numRuns: 500 },
  );
});

test('reading a value takes no time, however long it is', () => {
  const begun = performance.now();
  for (const value of [`rgb(${'1 '.repeat(60)}`, '-'.repeat(120), `${'1'.repeat(119)}x`, '('.repeat(120)])
    for (let i = 0; i < 200; i++) isSafeValue(value);
  assert.ok(performance.now() - begun < 500);
});

test('names are names, and nothing else', () => {
  for (const name of ['--paper', '--card-gap', '--h1-size']) assert.match(name, VARIABLE_NAME);
  for (const name of [
    'paper',
    '--',
    '--A',
    '--a b',
    '--a:b',
    '--a;',
    '--a{',
    '---a',
    '--1',
    `--${'a-'.repeat(9)}a`,
    '--a-',
  ])
    assert.doesNotMatch(name, VARIABLE_NAME);
});

test('tokens of ours take what they are for, and made ones are refused', () => {
  const why = (name: string, light: string, dark: string | null = null) => whyNot({ name, light, dark });
  assert.match(why('--brand', '#ff0000')!, /made of the other settings/);
  assert.match(why('--paper', 'tomato')!, /must be a colour/);
  assert.match(why('--paper', '#ffffff', '12px')!, /must be a colour/);
  assert.match(why('--page', '100%')!, /from 640px to 1600px/);
  assert.match(why('--text-size', '8px')!, /from 15px to 21px/);
  assert.equal(why('--text-size', '18px'), undefined);
  assert.equal(why('--paper', '#fffaf2', '#101010'), undefined);
  assert.equal(why('--mine', 'tomato'), undefined);
});

test('own papers and texts must be readable on each other, in the schemes that there are', () => {
  const of = (
    variables: (typeof USUAL_LOOK.variables)[number][],
    scheme: 'both' | 'light' | 'dark' = 'both',
  ) => unreadableIn({ scheme, variables });
  assert.equal(of([]), undefined);
  const pale = { name: '--text', light: '#cccccc', dark: '#ffffff' };
  assert.deepEqual(of([pale]), { text: '--text', paper: '--paper', scheme: 'light', ratio: '1.6' });
  assert.equal(of([pale], 'dark'), undefined, 'nobody sees it in the light');
  assert.equal(of([{ name: '--paper', light: '#ffffff', dark: '#ffffff' }])?.scheme, 'dark');
});
