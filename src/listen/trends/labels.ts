import type { App } from '#platform/app/index.ts';
import { CHANCES, placeParts, readSaidLabels, type SaidLabel } from '#listen/understanding/index.ts';
import type { CountedLabels } from './domain/values.ts';

/** Hours count: the label of posts at this level of urgency or above. */
const URGENT = 2;

/** What is stored of the meaning of posts, corrections by people included, as it is counted. */
export async function readCountedLabels(
  app: App,
  postIds: readonly string[],
): Promise<Map<string, CountedLabels>> {
  const said = await readSaidLabels(app, postIds);
  return new Map(Array.from(said, ([id, labels]) => [id, countedLabels(labels)]));
}

/** One post's labels as they are counted. */
export function countedLabels(said: readonly SaidLabel[]): CountedLabels {
  const value = new Map(said.map((label) => [label.key, label.value]));
  const place = placeParts(value.get('place') ?? 'none');
  const sentiment = value.get('sentiment');
  const language = value.get('language') ?? 'unknown';
  return {
    language: language === 'unknown' ? null : language,
    sentiment:
      sentiment === 'negative' || sentiment === 'neutral' || sentiment === 'positive' ? sentiment : null,
    labels: [
      ...CHANCES.filter((chance) => value.get(chance) === 'yes'),
      ...(Number(value.get('urgency') ?? 0) >= URGENT ? ['urgent'] : []),
    ],
    country: place?.country || null,
    region: place?.region ?? null,
  };
}
