import type { App } from '#platform/app/index.ts';
import { lanesOf } from './domain/keys.ts';
import { takeLanes } from './store.ts';

/** Waits for those who store, change or delete posts of these origins, and keeps others from it until the ambient transaction ends. */
export async function takeTurn(app: App, origins: Iterable<string>): Promise<void> {
  await takeLanes(app, lanesOf(origins));
}
