import type { App } from '#platform/app/index.ts';
import { factsInText, factsOfLabels, type WhereAndHow } from './facts.ts';
import { readSaid } from './read-labels.ts';
import { type LabelKey, placeParts, type SaidLabel, UNKNOWN } from './said.ts';
import { labelNames } from './shown.ts';

/** What the topics language asks about an understood post. */
export interface LabelFacts extends WhereAndHow {
  readonly sentiment?: string;
  readonly labels?: readonly string[];
}

interface AskedPost {
  readonly id: string;
  readonly title: string | null;
  readonly text: string;
  /** As the network states them. */
  readonly langs: readonly string[];
}

/**
 * What `sentiment:`, `label:`, `lang:`, `country:`, `region:`, `city:` and `near:` find, by post. Of posts without labels only what their
 * words tell of language and place.
 */
export async function readLabelFacts(
  app: App,
  posts: readonly AskedPost[],
): Promise<Map<string, LabelFacts>> {
  const said = await readSaid(
    app,
    posts.map((post) => post.id),
  );
  return new Map(
    posts.map((post) => {
      const labels = said.get(post.id);
      return [post.id, labels ? factsOf(labels, post.langs) : factsInText(post)];
    }),
  );
}

export function factsOf(labels: readonly SaidLabel[], stated: readonly string[]): LabelFacts {
  const of = (key: LabelKey) => labels.find((label) => label.key === key);
  const [language, place, sentiment] = [of('language'), of('place'), of('sentiment')?.value ?? UNKNOWN];
  const parts = placeParts(place?.value ?? UNKNOWN);
  const isHeard = language !== undefined && language.value !== UNKNOWN;
  // What a person says counts more than what the network states.
  const kept = language?.source === 'person' ? [] : stated;
  return {
    ...factsOfLabels(
      kept,
      isHeard ? { code: language.value, confidence: language.confidence } : null,
      parts && place
        ? {
            ...parts,
            latitude: place.point?.latitude ?? null,
            longitude: place.point?.longitude ?? null,
            confidence: place.confidence,
          }
        : null,
    ),
    labels: labelNames(labels),
    ...(sentiment === UNKNOWN ? {} : { sentiment }),
  };
}
