import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { decodeCursor, encodeCursor, httpErrors, page, type PageOf } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { intentErrors } from './errors.ts';
import { readLines } from './lines.ts';
import type { Added, IntentExampleView } from './schema.ts';
import {
  deleteExample,
  deleteRemoved,
  insertExamples,
  insertIntent,
  insertMissing,
  lockIntent,
  markRemoved,
  selectExamples,
  updateIntent,
} from './store.ts';

/** A removed intent can be brought back for this long. */
const UNDO_MS = 86_400_000;
const MOST_REFUSALS_TOLD = 100;

/** Makes an intent without examples. Throws `intent.name_taken`. */
export async function createIntent(app: App, actor: Actor, name: string): Promise<{ id: string }> {
  const id = newId('intent');
  await app.db.transaction(async () => {
    await uniquely(name, () => insertIntent(app, id, name));
    await changed(app, actor, 'intent.created', id, { name });
  });
  return { id };
}

/** What was learnt keeps the old name until the next training. */
export async function renameIntent(app: App, actor: Actor, id: string, name: string): Promise<void> {
  await app.db.transaction(async () => {
    const before = await mustBePresent(app, id);
    await uniquely(name, () => updateIntent(app, id, name));
    await changed(app, actor, 'intent.renamed', id, { name, before });
  });
}

/** Takes an intent and its examples away; for a day `restoreIntent` brings both back. */
export async function removeIntent(app: App, actor: Actor, id: string): Promise<{ undo: string }> {
  await app.db.transaction(async () => {
    const name = await mustBePresent(app, id);
    await markRemoved(app, id, true);
    await app.jobs.enqueue(
      'intents.forget',
      { intentId: id },
      { delayMs: UNDO_MS, key: `intents.forget:${id}` },
    );
    await changed(app, actor, 'intent.removed', id, { name });
  });
  return { undo: id };
}

/** Throws `intent.not_restorable` after a day, and `intent.name_taken` where its name was given away. */
export async function restoreIntent(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const intent = await lockIntent(app, id);
    if (!intent?.isRemoved) throw intentErrors('intent.not_restorable');
    await uniquely(intent.name, () => markRemoved(app, id, false));
    await changed(app, actor, 'intent.restored', id, { name: intent.name });
  });
}

/** Job: a day after it was removed; nothing happens where it was brought back. */
export async function forgetIntent(app: App, id: string): Promise<void> {
  await deleteRemoved(app, id);
}

/** Each line is an example of this intent. */
export async function addExamples(app: App, actor: Actor, id: string, lines: string): Promise<Added> {
  return app.db.transaction(async () => takeLines(app, actor, lines, await mustBePresent(app, id), id));
}

/** Each line is JSON with `text` and `label`; intents that are not there are made. */
export async function importExamples(app: App, actor: Actor, lines: string): Promise<Added> {
  return app.db.transaction(() => takeLines(app, actor, lines));
}

async function takeLines(app: App, actor: Actor, lines: string, name?: string, id?: string): Promise<Added> {
  const { examples, refused } = readLines(lines, name);
  const names = [...new Map(examples.map(({ label }) => [label.toLowerCase(), label])).values()];
  const created = await insertMissing(
    app,
    names.map(() => newId('intent')),
    names,
  );
  const added = await insertExamples(
    app,
    examples.map(({ text }) => text),
    examples.map(({ label }) => label),
  );
  if (added > 0 || created > 0)
    await changed(app, actor, 'intent.examples_added', id ?? 'intents', { added, created });
  return {
    added,
    created,
    doubled: examples.length - added,
    refusedCount: refused.length,
    refused: refused.slice(0, MOST_REFUSALS_TOLD),
  };
}

/** Examples of an intent, latest first. */
export async function listExamples(
  app: App,
  id: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<PageOf<IntentExampleView>> {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, 1)[0];
  if (typeof before === 'string') throw httpErrors('http.cursor_invalid');
  const rows = await selectExamples(app, id, limit + 1, before);
  return page(rows, limit, (row) => encodeCursor([Number(row.id)]));
}

/** Adding the text again brings it back. */
export async function removeExample(
  app: App,
  actor: Actor,
  id: string,
  exampleId: string,
): Promise<{ text: string }> {
  return app.db.transaction(async () => {
    const text = await deleteExample(app, id, exampleId);
    if (text === undefined) throw intentErrors('intent.example_not_found');
    await changed(app, actor, 'intent.example_removed', id);
    return { text };
  });
}

async function mustBePresent(app: App, id: string): Promise<string> {
  const intent = await lockIntent(app, id);
  if (!intent || intent.isRemoved) throw intentErrors('intent.not_found', { id });
  return intent.name;
}

async function uniquely(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'intents_name')
      throw intentErrors('intent.name_taken', { name }, error);
    throw error;
  }
}

async function changed(
  app: App,
  actor: Actor,
  action: string,
  subject: string,
  detail: Record<string, unknown> = {},
) {
  await audit(app, actor, { action, subject, detail });
  await app.bus.publish('intents.changed', {});
}
