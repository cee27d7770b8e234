import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { memberActor, type Member } from '#people/members/index.ts';
import { type Channels, channelsOf, type NoticeKind } from '../domain.ts';
import { noticeKindsPort } from '../ports.ts';
import { dropWaitingMails, endMailsOf, selectOwn, upsertChoices } from './store.ts';

export interface Choice {
  kind: NoticeKind;
  channels: Channels;
}

/** Every kind with where a member hears of it, by his own decision or by default. */
export async function readChoices(app: App, memberId: string): Promise<Choice[]> {
  const own = await selectOwn(app, memberId);
  return (app.find(noticeKindsPort) ?? []).map((kind) => ({
    kind,
    channels: channelsOf(kind, own.get(kind.kind)),
  }));
}

/** Keeps what a member decided; kinds that are not declared are left out. */
export async function saveChoices(
  app: App,
  member: Pick<Member, 'id' | 'displayName'>,
  wanted: ReadonlyMap<string, Channels>,
): Promise<void> {
  const kinds = (app.find(noticeKindsPort) ?? []).filter(({ kind }) => wanted.has(kind));
  const choices = kinds.map(({ kind }) => ({ kind, ...wanted.get(kind)! }));
  await app.db.transaction(async () => {
    await upsertChoices(app, member.id, choices);
    const off = choices.filter(({ mail }) => mail === 'off').map(({ kind }) => kind);
    await dropWaitingMails(app, member.id, off);
    await audit(app, memberActor(member), {
      action: 'notifications.chosen',
      subject: member.id,
      detail: { mailed: choices.filter(({ mail }) => mail !== 'off').map(({ kind }) => kind) },
    });
  });
}

/** Ends mails of some kinds, or all: by the link of a mail, by a complaint, or by the member himself. What has ended already is no error. */
export async function endMails(
  app: App,
  memberId: string,
  which: readonly string[] | 'all',
  actor: Actor = systemActor,
): Promise<void> {
  const usual = (app.find(noticeKindsPort) ?? [])
    .filter(({ kind }) => which === 'all' || which.includes(kind))
    .map((kind) => ({ kind: kind.kind, ...channelsOf(kind, undefined) }));
  const kinds = usual.map(({ kind }) => kind);
  await app.db.transaction(async () => {
    const isNew = await endMailsOf(app, memberId, usual);
    await dropWaitingMails(app, memberId, kinds);
    if (!isNew) return;
    await audit(app, actor, {
      action: 'notifications.mail_ended',
      subject: memberId,
      detail: { kinds: which === 'all' ? 'all' : kinds },
    });
  });
}
