import type { Actor, App } from '#platform/app/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { accountsOfPersons, type Touch, touchesPort } from '#people/persons/index.ts';
import { readSaidLabels, type SaidLabel } from '#listen/understanding/index.ts';
import { listCases } from '#respond/cases/index.ts';
import { findConversations, inboxErrors, openConversationsWith } from '#respond/inbox/index.ts';
import { openComplaintOf } from '../check/complaint.ts';
import type { HeardView } from './schema.ts';

const TOUCHES = 80;
const SAID = 3;
const OPEN = 20;
const MOST_SIGNS = 280;

/** Listen first: what this person heard from us, what is open with them, and how they sounded. Throws `inbox.not_found`. */
export async function readHeard(app: App, actor: Actor, id: string): Promise<HeardView> {
  const [conversation] = await findConversations(app, [id]);
  if (!conversation) throw inboxErrors('inbox.not_found', { id });
  const { accountId } = conversation;
  const ids = (await accountsOfPersons(app, [accountId])).get(accountId) ?? [accountId];
  const [touches, accounts, open, cases, complaint] = await Promise.all([
    app.find(touchesPort)?.list(app, ids, { limit: TOUCHES }) ?? [],
    readAccounts(app, ids),
    openConversationsWith(app, ids, OPEN + 1),
    casesOf(app, actor, ids),
    openComplaintOf(app, conversation),
  ]);
  const labels = await readSaidLabels(
    app,
    touches.filter(({ isOwn }) => !isOwn).map((touch) => touch.id),
  );
  return {
    accounts: [...accounts.values()].map(({ id: account, network, displayName, handle, externalId }) => ({
      id: account,
      network,
      name: displayName ?? handle ?? externalId,
    })),
    said: touches
      .filter(({ isOwn }) => isOwn)
      .slice(0, SAID)
      .map(touchView),
    cases,
    open: open
      .filter((one) => one.id !== id)
      .slice(0, OPEN)
      .map((one) => ({
        id: one.id,
        network: one.network,
        excerpt: one.title ?? one.excerpt,
        at: one.lastPostAt.toISOString(),
      })),
    complaint,
    mood: touches.toReversed().flatMap((touch) => {
      const score = touch.isOwn ? null : scoreOf(labels.get(touch.id));
      return score === null ? [] : [{ ...touchView(touch), score }];
    }),
  };
}

/** Unfinished cases of all accounts of a person, each once. */
async function casesOf(app: App, actor: Actor, ids: readonly string[]): Promise<HeardView['cases']> {
  const asked = { status: 'unfinished', sort: 'updated', limit: OPEN } as const;
  const lists = await Promise.all(
    ids.slice(0, OPEN).map((account) => listCases(app, actor, { ...asked, account })),
  );
  const found = new Map(lists.flatMap(({ items }) => items).map((one) => [one.id, one]));
  return [...found.values()]
    .slice(0, OPEN)
    .map(({ id, number, title, status }) => ({ id, number, title, status }));
}

const SCORES: Readonly<Record<string, number>> = { negative: -0.6, neutral: 0, positive: 0.6 };

/** The score where one is known; a person who corrected the label said only the word. */
function scoreOf(labels: readonly SaidLabel[] | undefined): number | null {
  const said = labels?.find(({ key }) => key === 'sentiment');
  if (!said) return null;
  return said.score ?? SCORES[said.value] ?? null;
}

function touchView({ id, at, network, text, link }: Touch): HeardView['said'][number] {
  const signs = Array.from(text.slice(0, MOST_SIGNS * 4));
  const shown = signs.length <= MOST_SIGNS ? text : `${signs.slice(0, MOST_SIGNS - 1).join('')}…`;
  return { postId: id, at, network, text: shown, link };
}
