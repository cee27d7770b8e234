import { timingSafeEqual } from 'node:crypto';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { canMail, sendMail } from '#platform/mail/index.ts';
import { newId } from '#platform/ids/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { users } from '#people/sessions/index.ts';
import { isOpen } from '../domain/approval.ts';
import { placesOf } from '../domain/people.ts';
import { approvalErrors } from '../errors.ts';
import type { LinkView } from '../schema.ts';
import { type ApprovalRow, selectApproval } from '../store/approvals.ts';
import { insertLink, type LinkRow, markLink, selectLink } from '../store/links.ts';
import { circleOf, readPeople } from './circle.ts';
import { lockWhole, tellChanged } from './state.ts';

export const LINK_JOB = 'approvals.mail-link';
/** Where links lead, without signing in. */
export const SHARED = '/shared/approval';

/** Links for the people of a step who have no account. */
export async function makeLinksOf(app: App, row: ApprovalRow): Promise<void> {
  const step = row.steps[row.step];
  for (const [place, who] of step?.who.entries() ?? []) {
    if (who.kind !== 'mail') continue;
    const { address, name } = who;
    await makeLink(app, row, { places: [place], address, name, madeBy: row.authorId });
  }
}

async function makeLink(
  app: App,
  row: ApprovalRow,
  wish: Pick<LinkRow, 'places' | 'address' | 'name' | 'madeBy'>,
): Promise<LinkRow> {
  const { id: approvalId, round, step, terms } = row;
  const link = await insertLink(app, { id: newId('apl'), approvalId, round, step, ...wish }, terms.linkHours);
  if (canMail(app.config)) await app.jobs.enqueue(LINK_JOB, { linkId: link.id }, { maxAttempts: 5 });
  return link;
}

/** Somebody who is asked lets a person without an account decide in his place. Throws `approval.not_asked`, `approval.link_own`, `approval.passed`. */
export async function delegate(
  app: App,
  actor: Actor,
  id: string,
  { name, address }: { name: string; address: string },
): Promise<{ link: LinkView; url: string; isMailed: boolean }> {
  const link = await app.db.transaction(async () => {
    const { row } = await lockWhole(app, id);
    if (row.state !== 'waiting') throw approvalErrors('approval.passed');
    const places = placesOf(row.steps[row.step]!, actor.id, circleOf(await readPeople(app), row));
    if (places.length === 0) throw approvalErrors('approval.not_asked');
    const author = await users.find(app, row.authorId);
    if (author?.email.toLowerCase() === address) throw approvalErrors('approval.link_own');
    const made = await makeLink(app, row, { places, address, name, madeBy: actor.id });
    await audit(app, actor, {
      action: 'approval.link_made',
      subject: id,
      detail: { linkId: made.id, address, step: row.step },
    });
    await tellChanged(app, row);
    return made;
  });
  const row = (await selectApproval(app, id))!;
  return { link: linkView(app, link, row), url: addressOf(app, link), isMailed: canMail(app.config) };
}

/** The address of a link again, for whoever sets approvals up: audited. Throws `approval.link_not_found`. */
export async function showLink(app: App, actor: Actor, id: string): Promise<{ url: string }> {
  const link = await selectLink(app, id);
  if (!link) throw approvalErrors('approval.link_not_found', { id });
  await app.db.transaction(() =>
    audit(app, actor, { action: 'approval.link_shown', subject: link.approvalId, detail: { linkId: id } }),
  );
  return { url: addressOf(app, link) };
}

/** The link leads nowhere from now on. */
export async function revokeLink(app: App, actor: Actor, id: string): Promise<void> {
  const link = await selectLink(app, id);
  if (!link) throw approvalErrors('approval.link_not_found', { id });
  await app.db.transaction(async () => {
    const { row } = await lockWhole(app, link.approvalId);
    await markLink(app, id, 'revoked');
    await audit(app, actor, { action: 'approval.link_revoked', subject: row.id, detail: { linkId: id } });
    await tellChanged(app, row);
  });
}

/** The address with its proof: nothing of it is stored, and nobody without the installation's key can write one. */
export function addressOf(app: App, link: LinkRow): string {
  return `${app.config.publicUrl}${SHARED}/${link.id}.${proofOf(app, link)}`;
}

/** The link that a token names, when its proof is ours. Whether it still works is another question. */
export async function readToken(app: App, token: string): Promise<LinkRow | undefined> {
  const [, id = '', proof = ''] = /^(apl_[0-9a-z]{20,40})\.([\w-]{43})$/.exec(token) ?? [];
  const link = id === '' ? undefined : await selectLink(app, id);
  if (!link) return undefined;
  const [right, given] = [Buffer.from(proofOf(app, link)), Buffer.from(proof)];
  return right.length === given.length && timingSafeEqual(right, given) ? link : undefined;
}

function proofOf(app: App, { id, approvalId, round, step, address, expiresAt }: LinkRow): string {
  return app.secrets.sign(
    JSON.stringify([id, approvalId, round, step, address, expiresAt.getTime()]),
    'approval-link',
  );
}

/** Mails a link, unless it was used, taken back, or asks about what is over. */
export async function mailLink(app: App, id: string): Promise<void> {
  const link = await selectLink(app, id);
  const row = link && (await selectApproval(app, link.approvalId));
  if (!link || !row || stateOf(app, link, row) !== 'open') return;
  const company = (await getBrand(app)).name ?? 'Rapport';
  const until = link.expiresAt.toISOString().slice(0, 16).replace('T', ' ');
  await sendMail(app.config, {
    to: link.address,
    subject: `${company}: a reply waits for your approval`,
    text: `${row.authorName} wrote a reply that is to leave only with your approval.\n\nRead it and decide here, without signing in:\n${addressOf(app, link)}\n\nThe link is for you alone, works once, and until ${until} UTC. Opening it decides nothing.\n`,
  });
  await markLink(app, id, 'mailed');
}

/** `over`: what it asked about was decided, changed or withdrawn without it, or it was taken back. */
export function stateOf(app: App, link: LinkRow, row: ApprovalRow): LinkView['state'] {
  if (link.usedAt) return 'used';
  const isAsked = row.state === 'waiting' && row.round === link.round && row.step === link.step;
  if (link.revokedAt || !isOpen(row) || !isAsked) return 'over';
  return link.expiresAt <= app.clock.now() ? 'expired' : 'open';
}

export function linkView(app: App, link: LinkRow, row: ApprovalRow): LinkView {
  const { id, name, address, expiresAt, mailedAt, openedAt } = link;
  return {
    id,
    name,
    address,
    state: stateOf(app, link, row),
    expiresAt: expiresAt.toISOString(),
    mailedAt: mailedAt?.toISOString() ?? null,
    openedAt: openedAt?.toISOString() ?? null,
  };
}
