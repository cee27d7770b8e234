import type { App } from '#platform/app/index.ts';
import {
  classify,
  companyIntentsPort,
  type IntentModel,
  readIntentModel,
} from '#listen/understanding/index.ts';
import { intentErrors } from './errors.ts';
import { selectActiveBytes } from './model-store.ts';
import type { IntentAnswer } from './schema.ts';

/** Service: keeps the model in use in memory, in every process, and takes the next one when it is activated. */
export async function keepCompanyIntents(app: App, signal: AbortSignal): Promise<void> {
  let held: { id: string; model: IntentModel } | undefined;
  const load = async () => {
    const row = await selectActiveBytes(app);
    if (row && row.id !== held?.id) held = { id: row.id, model: readIntentModel(row.bytes) };
  };
  const loadOrTell = () =>
    load().catch((error: unknown) =>
      app.log.error({ err: error }, 'the company’s intents were not loaded; the earlier ones stay'),
    );
  app.provide(companyIntentsPort, {
    get modelId() {
      return held?.id ?? null;
    },
    classify: (text, options) => (held ? classify(held.model, text, options) : null),
    model: () => held?.model ?? null,
  });
  const stops = [app.bus.on('intents.activated', loadOrTell), app.bus.on('bus.resync', loadOrTell)];
  signal.addEventListener('abort', () => stops.forEach((stop) => stop()), { once: true });
  await loadOrTell();
}

/** What a sentence is taken for, with its reasons. Throws `intent.no_model`. */
export async function tryText(app: App, text: string): Promise<IntentAnswer> {
  const row = await selectActiveBytes(app);
  if (!row) throw intentErrors('intent.no_model');
  const kept = app.find(companyIntentsPort);
  const answer =
    kept?.modelId === row.id
      ? kept.classify(text, { isExplained: true })!
      : classify(readIntentModel(row.bytes), text, { isExplained: true });
  return { ...answer, others: [...answer.others], because: [...answer.because] };
}
