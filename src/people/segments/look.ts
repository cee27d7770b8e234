import type { App } from '#platform/app/index.ts';
import { compileCondition, describe, reasonsOf, validateCondition } from '#lib/conditions/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { leadsOf } from '#people/persons/index.ts';
import { type Belonging, belongings, type ReadySegment, readyOf } from './belonging.ts';
import { type CustomersStep, customersAmong, nextCustomers } from './customers.ts';
import { segmentErrors } from './errors.ts';
import type { CustomerView, SegmentPreview } from './schema.ts';
import { type CustomerFacts, customerFacts } from './sources.ts';
import { selectPicked, selectPicks, selectSegments } from './store.ts';

const PREVIEWED = 2000;
const EXAMPLES = 8;
const TOGETHER = 250;
const PAGE_MS = 1000;
/** Stands for a condition that is not saved. */
const DRAFT = 'draft';

type Customers = CustomersStep['customers'];

/** Whom a condition would take in, tried on the newest customers; what is wrong with it is told. */
export async function previewSegment(app: App, input: unknown): Promise<SegmentPreview> {
  const facts = await customerFacts(app);
  const read = validateCondition(input, facts.catalogue);
  const none = { text: '', checked: 0, isAll: true, matched: 0, examples: [] };
  if (!read.isValid) return { ...none, problems: [...read.problems] };
  const row = { id: DRAFT, name: '', description: '', condition: null, changedAt: app.clock.now() };
  const draft = { row, compiled: compileCondition(read.condition, facts.catalogue) };
  const found: Found[] = [];
  let checked = 0;
  let next: string | undefined;
  do {
    const step = await nextCustomers(app, next, TOGETHER);
    found.push(...(await among(app, draft, step.customers, facts)));
    checked += step.customers.length;
    next = step.next;
  } while (next && checked < PREVIEWED);
  return {
    problems: [],
    text: describe(read.condition, facts.catalogue),
    checked,
    isAll: next === undefined,
    matched: found.length,
    examples: await shown(app, found.slice(0, EXAMPLES)),
  };
}

export interface MembersPage {
  items: CustomerView[];
  nextCursor?: string | undefined;
  looked: { passed: number; isBounded: boolean };
}

/** Who is in a segment: those picked by hand first, then the newest. Looks for a second at most and says where to go on. Throws `segment.not_found`. */
export async function membersOfSegment(
  app: App,
  id: string,
  { cursor = 'h', limit }: { cursor?: string | undefined; limit: number },
): Promise<MembersPage> {
  const row = (await selectSegments(app)).find((one) => one.id === id);
  if (!row) throw segmentErrors('segment.not_found', { id });
  const facts = await customerFacts(app);
  const segment = readyOf(row, facts);
  const end = performance.now() + PAGE_MS;
  const found: Found[] = [];
  let passed = 0;
  let next: string | undefined = cursor;
  while (next !== undefined && found.length < limit) {
    const step: CustomersStep = next.startsWith('h')
      ? await nextPicked(app, id, next.slice(1))
      : await nextCustomers(app, next.slice(1) || undefined, TOGETHER);
    const isByHand = next.startsWith('h');
    const all = await among(app, segment, step.customers, facts);
    const hits = all.filter(({ belonging }) => (belonging.by === 'hand') === isByHand);
    const room = limit - found.length;
    found.push(...hits.slice(0, room));
    if (hits.length > room) {
      const { customer } = found.at(-1)!;
      passed += step.customers.findIndex(({ key }) => key === customer.key) + 1;
      next = isByHand ? `h${customer.pick ?? customer.lead}` : `c${customer.lead}`;
      break;
    }
    passed += step.customers.length;
    next = isByHand ? (step.next === undefined ? 'c' : `h${step.next}`) : step.next && `c${step.next}`;
    // Only those picked by hand are in where there is no condition.
    if (next?.startsWith('c') && !segment.compiled) next = undefined;
    if (next !== undefined && performance.now() > end) break;
  }
  return {
    items: await shown(app, found),
    ...(next === undefined ? {} : { nextCursor: next }),
    looked: { passed, isBounded: next !== undefined && found.length < limit },
  };
}

interface Found {
  customer: Customers[number];
  belonging: Belonging;
}

async function among(
  app: App,
  segment: ReadySegment,
  customers: Customers,
  facts: CustomerFacts,
): Promise<Found[]> {
  const found = await belongings(app, [segment], customers, facts, (compiled, of) =>
    reasonsOf(compiled.explain(of), 3),
  );
  return customers.flatMap((customer) => {
    const [belonging] = found.get(customer.key) ?? [];
    return belonging ? [{ customer, belonging }] : [];
  });
}

async function nextPicked(app: App, segmentId: string, after: string): Promise<CustomersStep> {
  const ids = await selectPicked(app, segmentId, after, TOGETHER);
  // Who was picked before a join is listed once, under the account that leads now.
  const leads = await leadsOf(app, ids);
  const accounts = await readAccounts(app, [...new Set(ids.map((id) => leads.get(id)?.lead ?? id))]);
  const customers = await customersAmong(app, [...accounts.values()]);
  const picks = await selectPicks(
    app,
    customers.flatMap(({ accountIds }) => accountIds),
  );
  const picked = new Set(
    picks.flatMap((one) => (one.isIn && one.segmentId === segmentId ? one.accountId : [])),
  );
  // The first pick of a person stands for all of them.
  const byPick = new Map(
    customers.flatMap((customer) => {
      const [pick] = customer.accountIds.filter((id) => picked.has(id)).toSorted();
      return pick === undefined ? [] : [[pick, { ...customer, pick }] as const];
    }),
  );
  return {
    customers: ids.flatMap((id) => byPick.get(id) ?? []),
    next: ids.length === TOGETHER ? ids.at(-1) : undefined,
  };
}

async function shown(app: App, found: readonly Found[]): Promise<CustomerView[]> {
  const accounts = await readAccounts(
    app,
    found.flatMap(({ customer }) => customer.accountIds),
  );
  return found.map(({ customer: { key, lead, accountIds }, belonging: { by, because } }) => {
    const account = accounts.get(lead);
    return {
      key,
      accountId: lead,
      name: account?.displayName ?? account?.handle ?? account?.externalId ?? lead,
      avatarUrl: account?.avatarUrl ?? null,
      networks: [...new Set(accountIds.flatMap((id) => accounts.get(id)?.network ?? []))],
      by,
      because,
    };
  });
}
