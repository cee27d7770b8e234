import type { App } from '#platform/app/index.ts';
import { readSaid } from './read-labels.ts';
import { placeParts, type SaidLabel, UNKNOWN } from './said.ts';
import { labelNames } from './shown.ts';

/** What the topics language asks about an understood post. */
export interface LabelFacts {
  readonly sentiment?: string;
  readonly labels: readonly string[];
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
}

/** What `sentiment:`, `label:`, `country:`, `region:` and `city:` find, by post; posts without labels are left out. */
export async function readLabelFacts(app: App, postIds: readonly string[]): Promise<Map<string, LabelFacts>> {
  const said = await readSaid(app, postIds);
  return new Map([...said].map(([id, labels]) => [id, factsOf(labels)]));
}

export function factsOf(labels: readonly SaidLabel[]): LabelFacts {
  const sentiment = labels.find(({ key }) => key === 'sentiment')?.value ?? UNKNOWN;
  const place = placeParts(labels.find(({ key }) => key === 'place')?.value ?? UNKNOWN);
  return {
    labels: labelNames(labels),
    ...(sentiment === UNKNOWN ? {} : { sentiment }),
    ...(place ? { country: place.country } : {}),
    ...(place?.region ? { region: place.region } : {}),
    ...(place?.city ? { city: place.city } : {}),
  };
}
