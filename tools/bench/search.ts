/**
 * `npm run bench search` (`-- --rows 200000 --runs 100 --seed 0.42`): search over everything among many conversations, with and without typing
 * errors, against the search of the inbox in the same run.
 */
import { parseArgs } from 'node:util';
import type { Actor } from '#platform/app/index.ts';
import { createTestApp } from '../../test/helpers/app.ts';
import { pick, randomFrom } from '../../test/helpers/random.ts';
import { listInbox } from '#respond/inbox/index.ts';
import { rebuildIndex, searchAll } from '#respond/search/index.ts';
import { seedInbox } from './seed/inbox.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: '0.42' },
  },
});
const [ROWS, RUNS] = [Number(options.rows), Number(options.runs)];
const randomErrors = randomFrom(11);
const actor: Actor = {
  kind: 'user',
  id: 'user_x',
  name: 'Ana',
  role: 'agent',
  permissions: new Set(['inbox.read', 'cases.read', 'persons.read', 'knowledge.read']),
};
const { app, close } = await createTestApp();
try {
  await seedInbox(app.db, ROWS, Number(options.seed));
  const begun = performance.now();
  await rebuildIndex(app);
  console.log(`${ROWS} conversations indexed in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  await app.db.query('analyze search_entries');
  await app.db.query('analyze search_words');
  const random = randomFrom(7);
  const words = (
    await app.db.query<{ word: string; uses: number }>(
      `select word, uses from search_words where word ~ '^[0-9a-f]{5,8}$' order by uses desc`,
    )
  ).map(({ word }) => word);
  const wordAt = (share: number) => words[Math.floor(words.length * share * random())]!;
  for (const [name, q] of Object.entries({
    'common word': () => wordAt(0.01),
    'any word': () => wordAt(1),
    'two words': () => `${wordAt(1)} ${wordAt(0.2)}`,
    'beginning of a word': () => wordAt(1).slice(0, 3),
    'word with an error': () => mistyped(wordAt(1)),
    name: () => `User ${pick(random, ROWS / 5)}`,
  })) {
    const asked = Array.from({ length: RUNS }, q);
    const [everything, inbox] = [
      await times(asked, (one) => searchAll(app, actor, { q: one, limit: 6 })),
      await times(asked, (one) =>
        listInbox(app, actor, { status: 'any', sort: 'newest', limit: 30, q: `"${one}"` }),
      ),
    ];
    console.log(`${name.padEnd(22)} everything ${everything}; inbox ${inbox}`);
  }
} finally {
  await close();
}

function mistyped(word: string): string {
  const at = pick(randomErrors, word.length);
  const letter = 'abcdef'[pick(randomErrors, 6)]!;
  return pick(randomErrors, 2) === 0
    ? word.slice(0, at) + letter + word.slice(at + 1)
    : word.slice(0, at) + letter + word.slice(at);
}

async function times(asked: readonly string[], once: (q: string) => Promise<unknown>): Promise<string> {
  const all: number[] = [];
  for (const q of asked) {
    const started = performance.now();
    await once(q);
    all.push(performance.now() - started);
  }
  all.sort((a, b) => a - b);
  return `p50 ${all[Math.floor(all.length / 2)]!.toFixed(0)} ms, p95 ${all[Math.floor(all.length * 0.95)]!.toFixed(0)} ms`;
}
