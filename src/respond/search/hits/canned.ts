import type { Actor, App } from '#platform/app/index.ts';
import { holds } from '#platform/http/index.ts';
import { editsBetween, editsFor, searchWords } from '#lib/typos/index.ts';
import { listCanned } from '#respond/canned/index.ts';
import { passageOf } from '../excerpt.ts';
import type { Hit } from '../schema.ts';
import { NOBODY } from './hit.ts';

/** Canned replies are few and depend on who asks: they are looked through. */
export async function cannedHits(
  app: App,
  actor: Actor,
  meant: readonly { word: string }[],
  words: readonly string[],
): Promise<Hit[]> {
  if (!holds(actor, 'canned.use') || meant.length === 0) return [];
  const isLike = (asked: string, word: string) =>
    word.startsWith(asked) || editsBetween(asked, word, editsFor(asked)) <= editsFor(asked);
  return (await listCanned(app, actor))
    .filter((one) => {
      const own = searchWords(JSON.stringify([one.name, one.texts]));
      return meant.every(({ word }) => own.some((other) => isLike(word, other)));
    })
    .map(({ id, name, texts }) => ({
      ...NOBODY,
      id,
      title: name,
      excerpt: passageOf(texts[0]?.body ?? '', words),
      at: null,
      network: null,
      to: '/settings/canned',
    }));
}
