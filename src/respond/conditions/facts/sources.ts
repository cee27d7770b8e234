import type { App } from '#platform/app/index.ts';
import type { FactDefinition, Facts } from '#lib/conditions/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';

/** Where facts of conversations come from. A feature that knows more about them adds a source of its own. */
export interface FactSource {
  /** Stable; names the source in the log. */
  name: string;
  /** The facts, with the values that there are now. */
  define(app: App): Promise<readonly FactDefinition[]>;
  /** What is known now, by conversation; what is left out is not known. Set-based: a thousand are asked at once. */
  read(app: App, conversations: readonly Conversation[]): Promise<ReadonlyMap<string, Facts>>;
}

const added = new WeakMap<App, FactSource[]>();

/** Adds facts that conditions may ask for. To be called in `main/wiring.ts` or the feature's `subscribe`; a source of the same name is replaced. */
export function addFacts(app: App, source: FactSource): void {
  const others = (added.get(app) ?? []).filter(({ name }) => name !== source.name);
  added.set(app, [...others, source]);
}

/** Those that were added. */
export function addedSources(app: App): readonly FactSource[] {
  return added.get(app) ?? [];
}
