import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { useFiles } from '#platform/files/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { users } from '#people/sessions/index.ts';
import { findMentions } from '#respond/inbox/index.ts';
import { caseErrors } from '../errors.ts';
import { selectFamily } from '../store/cases.ts';
import {
  type CaseNote,
  deleteCheck,
  deleteTime,
  insertChecks,
  insertNote,
  insertTime,
  selectNote,
  setCheck,
  setNoteDeleted,
} from '../store/extras.ts';
import { insertActivities, type NewActivity } from '../store/records.ts';
import { announceCases } from './announce.ts';
import { findStanding } from './detail.ts';
import { tellFollowers } from './follow.ts';
import { titleOf } from './title.ts';

/** Adds a note for colleagues; those it names with @ are told, and followers. */
export async function addCaseNote(
  app: App,
  actor: Actor,
  caseId: string,
  input: { text: string; fileIds?: readonly string[] | undefined },
): Promise<CaseNote> {
  return app.db.transaction(async () => {
    const row = await findStanding(app, caseId);
    const colleagues = (await users.list(app)).filter((user) => user.state === 'active');
    const mentions = findMentions(input.text, colleagues).map(({ id, name }) => ({ id, name }));
    const note = await insertNote(app, {
      caseId: row.id,
      authorId: actor.id,
      authorName: actor.name,
      text: input.text,
      mentions,
    });
    if (input.fileIds && input.fileIds.length > 0)
      await useFiles(app, [...input.fileIds], `case-note:${note.id}`);
    for (const { id } of mentions.filter((mention) => mention.id !== actor.id))
      await addNotice(app, {
        to: id,
        level: 'info',
        title: `${actor.name} mentioned you in #${row.number} ${titleOf(row)}`,
        text: input.text.slice(0, 200).toWellFormed(),
        link: `/cases/${row.id}`,
        key: `note:${note.id}`,
      });
    await done(app, actor, { caseId: row.id, action: 'note.added', detail: { noteId: note.id } });
    return note;
  });
}

/** Deletes a note, or brings one back. Authors may, and managers. */
export async function deleteCaseNote(app: App, actor: Actor, id: string, isDeleted: boolean): Promise<void> {
  await app.db.transaction(async () => {
    const note = await selectNote(app, id);
    if (!note) throw caseErrors('case.note_not_found', { id });
    const isManager = ['owner', 'admin', 'manager'].includes(actor.role);
    if (note.authorId !== actor.id && !isManager) throw caseErrors('case.note_not_yours');
    await setNoteDeleted(app, id, isDeleted);
    await done(app, actor, { caseId: note.caseId, action: isDeleted ? 'note.deleted' : 'note.restored' });
  });
}

export async function addChecks(
  app: App,
  actor: Actor,
  caseId: string,
  texts: readonly string[],
): Promise<void> {
  await app.db.transaction(async () => {
    const row = await findStanding(app, caseId);
    await insertChecks(app, row.id, texts);
    await done(app, actor, { caseId: row.id, action: 'checks.added', detail: { count: texts.length } });
  });
}

export async function tickCheck(
  app: App,
  actor: Actor,
  caseId: string,
  id: string,
  isDone: boolean,
): Promise<void> {
  await app.db.transaction(async () => {
    const row = await findStanding(app, caseId);
    const check = await setCheck(app, id, await familyOf(app, row.id), isDone ? actor.id : null);
    if (!check) throw caseErrors('case.record_not_found', { id });
    await done(app, actor, {
      caseId: row.id,
      action: isDone ? 'check.done' : 'check.open',
      detail: { text: check.text },
    });
  });
}

export async function removeCheck(app: App, actor: Actor, caseId: string, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const row = await findStanding(app, caseId);
    const text = await deleteCheck(app, id, await familyOf(app, row.id));
    if (text === undefined) throw caseErrors('case.record_not_found', { id });
    await done(app, actor, { caseId: row.id, action: 'check.removed', detail: { text } });
  });
}

/** Enters time spent, in minutes; or keeps what was measured while somebody wrote. */
export async function addTime(
  app: App,
  actor: Actor,
  caseId: string,
  time: { minutes: number; what: string; isMeasured: boolean },
): Promise<void> {
  await app.db.transaction(async () => {
    const row = await findStanding(app, caseId);
    await insertTime(app, row.id, { ...time, userId: actor.id, userName: actor.name });
    await done(app, actor, { caseId: row.id, action: 'time.added', detail: { minutes: time.minutes } });
  });
}

export async function removeTime(app: App, actor: Actor, caseId: string, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const row = await findStanding(app, caseId);
    const time = await deleteTime(app, id, await familyOf(app, row.id));
    if (!time) throw caseErrors('case.record_not_found', { id });
    await done(app, actor, { caseId: row.id, action: 'time.removed', detail: time });
  });
}

/** Attaches uploaded files to the case itself. */
export async function addFiles(
  app: App,
  actor: Actor,
  caseId: string,
  fileIds: readonly string[],
): Promise<void> {
  await app.db.transaction(async () => {
    const row = await findStanding(app, caseId);
    await useFiles(app, [...fileIds], `case:${row.id}`);
    await done(app, actor, { caseId: row.id, action: 'file.added', detail: { count: fileIds.length } });
  });
}

async function familyOf(app: App, id: string): Promise<string[]> {
  return (await selectFamily(app, id)).map((row) => row.id);
}

/** A line of the history for something that another feature did, told to followers. Joins the caller's transaction, which audits it. */
export async function noteOnCase(app: App, actor: Actor, line: NewActivity): Promise<void> {
  await insertActivities(app, actor, [line], null);
  await tellFollowers(app, actor, [line]);
  await announceCases(app, [line.caseId]);
}

/** History, audit, followers and browsers hear of what cannot be undone by a token. */
async function done(app: App, actor: Actor, line: NewActivity): Promise<void> {
  await insertActivities(app, actor, [line], null);
  await audit(app, actor, {
    action: `case.${line.action.replace('.', '_')}`,
    subject: line.caseId,
    detail: line.detail ?? {},
  });
  await tellFollowers(app, actor, [line]);
  await announceCases(app, [line.caseId]);
}
