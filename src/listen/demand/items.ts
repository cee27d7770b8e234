import type { App } from '#platform/app/index.ts';
import { type MatchedItem, matchItems } from './domain/item-names.ts';
import { selectItems } from './outlets-store.ts';
import type { NeedRow } from './store.ts';

/** The names of the stock that answer a need; none where it has no item, or nobody has it. */
export async function itemsOf(
  app: App,
  { item, item_names: aliases }: Pick<NeedRow, 'item' | 'item_names'>,
): Promise<MatchedItem[]> {
  return item === null ? [] : matchItems(item, aliases, await selectItems(app));
}
