import type { z } from 'zod';
import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { PatternProblem } from '#lib/patterns/index.ts';
import { moderationErrors } from '../errors.ts';
import { moderatedPort } from '../ports.ts';
import type { WordInput, wordPreview, WordView } from '../schema.ts';
import { compileWords, finderOf, type Hit } from './domain.ts';
import { deleteWord, selectWords, upsertWord } from './store.ts';
import '../events.ts';

export const readWords = selectWords;
export { countHits } from './store.ts';

const compiled = remember(
  async (app) => compileWords((await selectWords(app)).filter(({ isOn }) => isOn)),
  (event) => event.name === 'moderation.changed' && event.data.kind === 'word',
);

/** What watched words find in a text. They are kept in memory, ready to be looked for, until one changes. */
export async function hitsIn(app: App, text: string): Promise<Hit[]> {
  return (await compiled.read(app))(text);
}

async function wordChanged(app: App, id: string): Promise<void> {
  await app.bus.publish('moderation.changed', { kind: 'word', id });
  compiled.forget(app);
}

/** Adds a watched word, or changes one. Throws `moderation.pattern_invalid`, `moderation.no_word`. */
export async function saveWord(app: App, actor: Actor, input: WordInput, id?: string): Promise<WordView> {
  checked(input);
  return app.db.transaction(async () => {
    if (id !== undefined && !(await selectWords(app)).some((word) => word.id === id))
      throw moderationErrors('moderation.no_word');
    const saved = id ?? newId('mwd');
    await upsertWord(app, saved, input);
    const { pattern, action } = input;
    await audit(app, actor, { action: 'moderation.word_saved', subject: saved, detail: { pattern, action } });
    await wordChanged(app, saved);
    return (await selectWords(app)).find((word) => word.id === saved)!;
  });
}

function checked(input: Pick<WordInput, 'pattern' | 'isExpression'>): void {
  try {
    finderOf(input);
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    throw moderationErrors('moderation.pattern_invalid', { reason: error.message });
  }
}

export async function removeWord(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await deleteWord(app, id))) throw moderationErrors('moderation.no_word');
    await audit(app, actor, { action: 'moderation.word_removed', subject: id });
    await wordChanged(app, id);
  });
}

const MONTH_MS = 30 * 86_400_000;
const MOST_LOOKED_AT = 5000;
const EXAMPLES = 10;

/** What a word would have met in the last month, before it is saved. Throws `moderation.pattern_invalid`. */
export async function previewWord(app: App, input: WordInput): Promise<z.infer<typeof wordPreview>> {
  checked(input);
  const find = compileWords([{ ...input, id: 'mwd_new', hits: 0 }]);
  const since = new Date(app.clock.now().getTime() - MONTH_MS);
  const recent = await Promise.all(
    (app.find(moderatedPort) ?? []).map(async (kind) =>
      ((await kind.recent?.(app, since, MOST_LOOKED_AT)) ?? []).map((one) => ({ kind: kind.kind, ...one })),
    ),
  );
  const all = recent.flat().sort((a, b) => b.at.getTime() - a.at.getTime());
  const matched = all.flatMap((one) => {
    const whole = `${one.title}\n${one.text}`;
    const [hit] = find(whole);
    return hit ? [{ ...one, whole, hit }] : [];
  });
  return {
    checked: all.length,
    matched: matched.length,
    examples: matched.slice(0, EXAMPLES).map(({ kind, id, path, title, whole, hit, at }) => {
      const { start } = hit.spans[0]!;
      return {
        kind,
        id,
        path,
        title,
        excerpt: whole.slice(Math.max(0, start - 80), start + 160),
        found: [...new Set(hit.spans.map((span) => whole.slice(span.start, span.end)))].slice(0, 5),
        at: at.toISOString(),
      };
    }),
  };
}
