import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { fillTemplate, namesIn, parseTemplate, placesIn } from './index.ts';

const values: Record<string, string | null> = {
  'customer.first_name': 'Maya',
  'case.number': null,
  'agent.name': '',
};
const valueOf = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);

test('variables are filled, with other words where nothing is known', () => {
  assert.deepEqual(fillTemplate('Hi {{ Customer.first_name | there }}, #{{case.number|—}}', valueOf), {
    text: 'Hi Maya, #—',
    gaps: [],
  });
});

test('what cannot be filled stays and is told with its place', () => {
  const { text, gaps } = fillTemplate(
    '{{customer.first_name}} {{case.number}} {{case.nomber|x}} {{ oh',
    valueOf,
  );
  assert.equal(text, 'Maya {{case.number}} {{case.nomber|x}} {{ oh');
  assert.deepEqual(
    gaps.map(({ name, reason, start }) => [name, reason, text.slice(start, start + 4)]),
    [
      ['case.number', 'empty', '{{ca'],
      ['case.nomber', 'unknown', '{{ca'],
      ['', 'broken', '{{ o'],
    ],
  );
  assert.deepEqual(
    placesIn(text).map(({ raw }) => raw),
    gaps.map(({ raw }) => raw),
  );
});

test('words of a customer are never read as variables, nor as patterns of a replacement', () => {
  const evil = ['{{agent.name}}', '$&$1$$', '\\0', '}}{{x|', '%s'];
  for (const name of evil) assert.equal(fillTemplate('Hi {{a}}!', () => name).text, `Hi ${name}!`);
});

test('any text and any values: nothing is lost, nothing is put in twice, gaps stand where they say', () => {
  const word = fc.oneof(
    fc.constantFrom('{{', '}}', '|', '{', '{{a}}', '{{b|c}}', '{{ a | }}', '\n', '{{{a}}}', '{{nope}}'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const content = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
  fc.assert(
    fc.property(content, content, fc.option(content), (template, a, b) => {
      const parts = parseTemplate(template);
      assert.equal(parts.map((part) => (part.kind === 'text' ? part.text : part.raw)).join(''), template);
      const { text, gaps } = fillTemplate(template, (name) => ({ a, b })[name]);
      for (const { raw, start } of gaps) assert.equal(text.slice(start, start + raw.length), raw);
      const expected = parts.map((part) => {
        if (part.kind === 'text') return part.text;
        const value = ({ a, b } as Record<string, string | null | undefined>)[part.name];
        if (!part.raw.endsWith('}}') || value === undefined) return part.raw;
        return value || part.fallback || part.raw;
      });
      assert.equal(text, expected.join(''));
      assert.deepEqual(new Set(namesIn(template)).size, namesIn(template).length);
    }),
    { numRuns: 200 },
  );
});
