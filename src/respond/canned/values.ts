import type { Actor, App } from '#platform/app/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { caseErrors, readCase, readCaseFacts } from '#respond/cases/index.ts';
import { readRows } from '#respond/inbox/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { cleanName, fieldWords, firstName, isVariable } from './domain.ts';

/** What the variables of a conversation stand for: undefined for a name that does not exist, null where nothing is known. */
type ValueOf = (name: string) => string | null | undefined;

/** Values for one conversation, as its colleague would write them. Of a conversation that is not there nothing is known. */
export async function valuesFor(app: App, actor: Actor, conversationId: string): Promise<ValueOf> {
  const [[row], brand, facts] = await Promise.all([
    readRows(app, [conversationId]),
    getBrand(app),
    readCaseFacts(app, [conversationId]),
  ]);
  const its = facts.get(conversationId);
  const handle = cleanHandle(row?.author.handle);
  // Rules, tokens and the program itself have names that no customer should read.
  const agent = actor.kind === 'user' ? actor.name : null;
  const known: Record<string, string | null> = {
    'customer.first_name': firstName(row?.author.displayName),
    'customer.name': cleanName(row?.author.displayName),
    'customer.handle': handle,
    'case.number': its ? `#${its.number}` : null,
    'case.title': its ? await titleOf(app, actor, its.caseId) : null,
    'agent.name': agent,
    'agent.first_name': firstName(agent),
    'brand.name': brand.name ?? null,
    'team.name': row?.team?.name ?? null,
  };
  return (name) => {
    if (!isVariable(name)) return undefined;
    const key = name.startsWith(FIELD) ? name.slice(FIELD.length) : null;
    return key === null ? (known[name] ?? null) : fieldWords(its?.fields[key]);
  };
}

const FIELD = 'case.field.';

/** Only a title that a colleague gave: others are the customer's own first words. */
async function titleOf(app: App, actor: Actor, caseId: string): Promise<string | null> {
  try {
    const detail = await readCase(app, actor, caseId);
    return detail.hasOwnTitle ? detail.title : null;
  } catch (error) {
    if (error instanceof AppError && error.code === caseErrors('case.not_found').code) return null;
    throw error;
  }
}

function cleanHandle(handle: string | null | undefined): string | null {
  const bare = (handle ?? '').replace(/^@/, '');
  return /^[\p{L}\p{N}._-]{1,100}$/u.test(bare) ? `@${bare}` : null;
}

/** Values to look at while a canned reply is written. */
export const SAMPLES: Readonly<Record<string, string>> = {
  'customer.first_name': 'Maya',
  'customer.name': 'Maya Lindqvist',
  'customer.handle': '@maya.example',
  'case.number': '#1042',
  'case.title': 'Charged twice',
  'agent.name': 'Ama Boateng',
  'agent.first_name': 'Ama',
  'brand.name': 'Lumora',
  'team.name': 'Billing',
};
export const sampleOf: ValueOf = (name) => (isVariable(name) ? (SAMPLES[name] ?? 'a value') : undefined);
