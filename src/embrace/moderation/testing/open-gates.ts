import { type App, systemActor } from '#platform/app/index.ts';
import { readFormula, saveFormula } from '#embrace/trust/index.ts';
import { saveModeration } from '../index.ts';

const MANY = 10_000;

/** Lets newcomers write as much as they like, and holds nothing: for tests of what comes behind the gates. */
export async function openGates(app: App): Promise<void> {
  const formula = await readFormula(app);
  const [first, ...others] = formula.rights;
  const wide = { ...first!, postsPerMinute: MANY, postsPerDay: MANY, threadsPerDay: MANY, flagsPerDay: MANY };
  const rights = [{ ...wide, linksPerPost: MANY, imagesPerPost: MANY, mentionsPerPost: MANY }, ...others];
  await saveFormula(app, systemActor, { ...formula, rights });
  await saveModeration(app, systemActor, {
    hideAtWeight: 50,
    holdSpamFrom: null,
    holdOffenceFrom: null,
    holdsNewSites: false,
    holdCopiesFrom: null,
    looksForPuppets: false,
  });
}

/** A member who may write what is usual for regulars: 20 posts a minute. */
export async function atLevelTwo(app: App, memberId: string): Promise<void> {
  await app.db.query('insert into trust_members (member_id, level, is_locked) values ($1, 2, true)', [
    memberId,
  ]);
}
