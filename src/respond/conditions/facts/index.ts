import type { App } from '#platform/app/index.ts';
import type { Catalogue, Facts } from '#lib/conditions/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import { reachFacts } from './reach.ts';
import { handlingFacts } from './handling.ts';
import { saidFacts } from './said.ts';
import { writtenToFacts } from './written-to.ts';
import { addedSources, type FactSource } from './sources.ts';

const sourcesOf = (app: App): readonly FactSource[] => [
  saidFacts,
  writtenToFacts,
  handlingFacts,
  reachFacts,
  ...addedSources(app),
];

/** Every fact that conditions may ask for, with its present values. */
export async function readCatalogue(app: App): Promise<Catalogue> {
  const defined = await Promise.all(sourcesOf(app).map((source) => source.define(app)));
  return new Map(defined.flat().map((one) => [one.name, one]));
}

/** What is known of conversations now, by id. */
export async function readFacts(
  app: App,
  conversations: readonly Conversation[],
): Promise<Map<string, Facts>> {
  if (conversations.length === 0) return new Map();
  const read = await Promise.all(sourcesOf(app).map((source) => source.read(app, conversations)));
  return new Map(
    conversations.map(({ id }) => [
      id,
      Object.assign({}, ...read.map((facts) => facts.get(id) ?? {})) as Facts,
    ]),
  );
}
