import type { App } from '#platform/app/index.ts';
import type { Catalogue, Facts } from '#lib/conditions/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import { reachFacts } from './reach.ts';
import { earlierFacts } from './earlier.ts';
import { handlingFacts } from './handling.ts';
import { segmentFacts } from './segment.ts';
import { saidFacts } from './said.ts';
import { writtenToFacts } from './written-to.ts';
import { addedSources, type FactSource } from './sources.ts';

const sourcesOf = (app: App): readonly FactSource[] => [
  saidFacts,
  writtenToFacts,
  handlingFacts,
  earlierFacts,
  segmentFacts,
  reachFacts,
  ...addedSources(app),
];

/** Every fact that conditions may ask for, with its present values. */
export async function readCatalogue(app: App): Promise<Catalogue> {
  return (await readSources(app)).catalogue;
}

/** The catalogue, and who knows which fact. */
export interface Sources {
  catalogue: Catalogue;
  /** Those that know of these facts. */
  knowing(names: ReadonlySet<string>): readonly FactSource[];
}

export async function readSources(app: App): Promise<Sources> {
  const defined = await Promise.all(
    sourcesOf(app).map(async (source) => ({ source, facts: await source.define(app) })),
  );
  return {
    catalogue: new Map(defined.flatMap(({ facts }) => facts.map((one) => [one.name, one]))),
    knowing: (names) =>
      defined.filter(({ facts }) => facts.some(({ name }) => names.has(name))).map(({ source }) => source),
  };
}

/** What is known of conversations now, by id; of all sources, or of some. */
export async function readFacts(
  app: App,
  conversations: readonly Conversation[],
  sources: readonly FactSource[] = sourcesOf(app),
): Promise<Map<string, Facts>> {
  if (conversations.length === 0) return new Map();
  const read = await Promise.all(sources.map((source) => source.read(app, conversations)));
  return new Map(
    conversations.map(({ id }) => [
      id,
      Object.assign({}, ...read.map((facts) => facts.get(id) ?? {})) as Facts,
    ]),
  );
}
