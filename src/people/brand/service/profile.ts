import { type Actor, type App, definePort } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { type BrandProfile, SAMPLE_STEPS, type Step, tidy } from '../domain/profile.ts';
import {
  type SuggestedSource,
  type SuggestedTopic,
  suggestSources,
  suggestTopics,
} from '../domain/suggestions.ts';
import { brandErrors } from '../errors.ts';
import { type Brand, readBrand, writeBrand, writeStep } from '../store.ts';

/** The sample stream, given by the stage that reads sources. Both join the caller's transaction. */
export interface SampleStream {
  /** Adds the source; resolves with the company of its story. */
  start(app: App, actor: Actor): Promise<BrandProfile>;
  /** Removes the source and everything it brought. */
  remove(app: App, actor: Actor): Promise<void>;
}

export const samplePort = definePort<SampleStream>('sample stream');

const NOTHING: BrandProfile = { name: '', names: [], handles: [], hashtags: [], site: null };

export const getBrand = (app: App): Promise<Brand> => readBrand(app);

/** Names the brand, and ends the pretence of the sample company. */
export async function saveBrand(app: App, actor: Actor, profile: BrandProfile): Promise<Brand> {
  return app.db.transaction(async () => {
    const tidied = tidy(profile);
    await writeBrand(app, tidied, false);
    await writeStep(app, 'brand', true);
    await audit(app, actor, { action: 'brand.saved', subject: 'brand', detail: { ...tidied } });
    await app.bus.publish('brand.changed', {});
    return readBrand(app);
  });
}

/** Notes that a step of the first run was done or skipped, or is open again. */
export async function setStep(app: App, actor: Actor, step: Step, isDone: boolean): Promise<Brand> {
  return app.db.transaction(async () => {
    await writeStep(app, step, isDone);
    await audit(app, actor, { action: 'brand.step_set', subject: 'brand', detail: { step, isDone } });
    return readBrand(app);
  });
}

export async function readSuggestions(
  app: App,
): Promise<{ topics: SuggestedTopic[]; sources: SuggestedSource[] }> {
  const brand = await readBrand(app);
  const kinds = new Set(app.use(connectorsPort).sources.keys());
  return { topics: suggestTopics(brand), sources: suggestSources(brand, kinds) };
}

/** Starts the sample stream; as long as the brand has no name, its company stands in. */
export async function startSample(app: App, actor: Actor): Promise<Brand> {
  const sample = app.find(samplePort);
  if (!sample) throw brandErrors('brand.sample_missing');
  return app.db.transaction(async () => {
    const company = await sample.start(app, actor);
    const brand = await readBrand(app);
    if (brand.name === '') {
      await writeBrand(app, tidy(company), true);
      await writeStep(app, 'brand', true);
      await app.bus.publish('brand.changed', {});
    }
    await audit(app, actor, { action: 'brand.sample_started', subject: 'brand' });
    return readBrand(app);
  });
}

/**
 * Ends the sample stream with everything it brought; a brand that was only its company is unnamed again, and what was set up with it is
 * asked again.
 */
export async function removeSample(app: App, actor: Actor): Promise<void> {
  const sample = app.find(samplePort);
  if (!sample) throw brandErrors('brand.sample_missing');
  await app.db.transaction(async () => {
    await sample.remove(app, actor);
    const brand = await readBrand(app);
    if (brand.isSample) {
      await writeBrand(app, NOTHING, false);
      for (const step of SAMPLE_STEPS) await writeStep(app, step, false);
      await app.bus.publish('brand.changed', {});
    }
    await audit(app, actor, { action: 'brand.sample_removed', subject: 'brand' });
  });
}
