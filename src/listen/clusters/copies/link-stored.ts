import { inTurns, stepThrough } from '#platform/turns/index.ts';
import type { App } from '#platform/app/index.ts';
import { areCopies, Groups, groupSteps, type TextToLink } from './link.ts';
import { mergeGroups, putGroups, selectMeeting, selectTexts, selectTextsOfGroups } from './store.ts';

/** A group with more different texts than this stays as it is when one of them goes. */
const MOST_PARTED = 5000;

/** Joins the groups of stored texts that turn out to be copies of one of these, which are stored, too. */
export async function linkTexts(
  app: App,
  added: readonly (TextToLink & { bands: readonly number[] })[],
): Promise<void> {
  const met = Map.groupBy(
    await selectMeeting(app, new Set(added.flatMap(({ bands }) => bands))),
    (row) => row.band,
  );
  const keys = new Set([...met.values()].flatMap((rows) => rows.map((row) => row.key)));
  for (const { key } of added) keys.add(key);
  const texts = new Map((await selectTexts(app, keys)).map((text) => [text.key, text]));
  const groups = new Groups();
  for (const { groupKey } of texts.values()) groups.add(groupKey);
  const rest = inTurns();
  for (const { key, bands } of added) {
    const text = texts.get(key)!;
    for (const band of bands) {
      for (const { key: otherKey } of met.get(band) ?? []) {
        const other = texts.get(otherKey)!;
        if (groups.of(other.groupKey) !== groups.of(text.groupKey) && areCopies(text, other))
          groups.join(text.groupKey, other.groupKey);
      }
    }
    await rest();
  }
  const moves = new Map([...groups.all()].filter(([from, to]) => from !== to));
  if (moves.size > 0) await mergeGroups(app, moves);
}

/** A text went that may have held its group together: what is left of the group is grouped anew. */
export async function partGroups(app: App, groupKeys: readonly number[]): Promise<void> {
  const texts = await selectTextsOfGroups(app, groupKeys, MOST_PARTED + 1);
  if (texts.length > MOST_PARTED) return;
  const before = new Map(texts.map(({ key, groupKey }) => [key, groupKey]));
  const groups = await stepThrough(groupSteps(texts));
  const moved = new Map([...groups].filter(([key, group]) => before.get(key) !== group));
  if (moved.size > 0) await putGroups(app, moved);
}
