import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { settingsRow } from '#platform/db/index.ts';
import { validateCondition } from '#lib/conditions/index.ts';
import { FORMULA_FACTS } from './domain.ts';
import { trustErrors } from './errors.ts';
import { type Formula, formulaShape, keptShape, USUAL } from './schema.ts';
import { markDue } from './store.ts';
import './events.ts';

const stored = settingsRow('trust_settings');

const held = remember<Formula>(
  async (app) => formulaShape.safeParse(completed(await stored.read(app))).data ?? USUAL,
  (event) => event.name === 'trust.changed' && event.data.memberId === null,
);

/** What was kept before there was a right gets it as it is usual. */
export function completed(kept: unknown): unknown {
  const { data } = keptShape.safeParse(kept);
  return data && { ...data, rights: data.rights.map((one, level) => ({ ...USUAL.rights[level], ...one })) };
}

/** How levels are reached and what they may do. Kept in memory until it changes. */
export const readFormula = held.read;

/** Changes it; all levels are looked at again. Throws `trust.formula_invalid`. */
export async function saveFormula(app: App, actor: Actor, formula: Formula): Promise<void> {
  for (const [index, { when }] of formula.levels.entries()) {
    if (when === null) continue;
    const read = validateCondition(when, FORMULA_FACTS);
    if (!read.isValid)
      throw trustErrors('trust.formula_invalid', {
        reason: `Level ${index + 1}: ${read.problems.map(({ message }) => message).join(' ')}`,
      });
  }
  await app.db.transaction(async () => {
    await stored.write(app, formula);
    await markDue(app);
    await audit(app, actor, { action: 'trust.formula_changed', subject: 'trust' });
    await app.bus.publish('trust.changed', { memberId: null });
    held.forget(app);
  });
}
