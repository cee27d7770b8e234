import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concernOf, concernToRemember, rememberConcern } from './concern.ts';
import { sureCode } from './language/label.ts';
import { understandAndRead } from './understand.ts';

const TEXTS = [
  'I am stranded at the airport and nobody helps, what now?',
  'thanks, that worked',
  'Mein Internet funktioniert seit gestern nicht, bitte helfen Sie mir',
  'Lovely day',
  '',
  '👍',
  'My card was charged twice and I need the money by tomorrow!! '.repeat(40),
];

function label(text: string, lang?: string): void {
  const { labels, reading } = understandAndRead({ text, lang });
  rememberConcern(text, concernToRemember(reading, sureCode(labels.language)));
}

test('what a pass remembers is what a reading of its own says, whatever the network claims of the language', () => {
  const alone = TEXTS.map(concernOf);
  for (const lang of [undefined, 'en', 'de', 'ja', 'xx']) {
    for (const text of TEXTS) label(text, lang);
    assert.deepEqual(TEXTS.map(concernOf), alone, lang);
  }
});

test('the memory is bounded, and forgetting changes nothing', () => {
  const before = concernOf(TEXTS[0]!);
  label(TEXTS[0]!);
  for (let i = 0; i < 5100; i++) label(`post ${i}`);
  assert.deepEqual(concernOf(TEXTS[0]!), before);
});
