import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import { lockMembers, type Member, memberActor } from '#people/members/index.ts';
import { publishChange, type PublicText, readPublicText, renderArticle } from '#respond/knowledge/index.ts';
import { screen } from '#embrace/moderation/index.ts';
import { reachedBy, spend } from '#embrace/trust/index.ts';
import { insertCredits } from '../credits/store.ts';
import { contributionErrors } from '../errors.ts';
import { tellSuggested } from '../hooks.ts';
import { broughtIn, type EditWords, isSame, wordsOfEdit } from './domain.ts';
import { readEditSettings } from './settings.ts';
import { countWaiting, type EditRow, insertEdit, selectByForm, updateState } from './store.ts';
import { byCommunity, noteOf } from './publisher.ts';
import '../events.ts';

const MOST_WAITING = 10;

export interface EditInput extends EditWords {
  articleId: string;
  language: string;
  /** The version that was read. */
  version: number;
  formId: string;
}

/** What a member may do with changes, by the level he has. */
export async function editRights(
  app: App,
  memberId: string,
): Promise<{ maySuggest: boolean; isAtOnce: boolean }> {
  const [{ fromLevel, atOnceFrom }, { level }] = await Promise.all([
    readEditSettings(app),
    reachedBy(app, memberId),
  ]);
  const maySuggest = fromLevel !== null && level >= fromLevel;
  return { maySuggest, isAtOnce: maySuggest && atOnceFrom !== null && level >= atOnceFrom };
}

/**
 * A member suggests other words for an article: they wait for a colleague, or are published at once where his level may do so and nothing
 * speaks against it. The same form twice is one change. Throws `edits.no_article`, `.not_yet`, `.unchanged`, `.too_many`, `.overtaken` (the
 * article was changed since he read it; nothing is stored), `trust.too_fast`, and what screening refuses.
 */
export async function suggestEdit(app: App, member: Member, input: EditInput): Promise<EditRow> {
  const known = await selectByForm(app, member.id, input.formId);
  if (known) return known;
  const words = wordsOfEdit(input);
  const { maySuggest, isAtOnce } = await editRights(app, member.id);
  if (!maySuggest) throw contributionErrors('edits.not_yet');
  return app.db.transaction(async () => {
    if ((await lockMembers(app, [member.id])).length === 0) throw contributionErrors('edits.not_yet');
    const now = await mustRead(app, input);
    const same = await selectByForm(app, member.id, input.formId);
    if (same) return same;
    if (isSame(now, words)) throw contributionErrors('edits.unchanged');
    if (now.version !== input.version) throw contributionErrors('edits.overtaken');
    if ((await countWaiting(app, member.id)) >= MOST_WAITING) throw contributionErrors('edits.too_many');
    await spend(app, member.id, 'comment');
    return enter(app, member, input, { words, now, isAtOnce });
  });
}

async function mustRead(app: App, { articleId, language }: EditInput): Promise<PublicText> {
  const now = await readPublicText(app, articleId, language);
  if (!now) throw contributionErrors('edits.no_article');
  return now;
}

async function enter(
  app: App,
  member: Member,
  { articleId, language, formId }: EditInput,
  { words, now, isAtOnce }: { words: EditWords; now: PublicText; isAtOnce: boolean },
): Promise<EditRow> {
  const id = newId('aed');
  const text = broughtIn(now, words);
  const html = renderArticle(text);
  const seen = await screen(app, { kind: 'edit', id, member, text, title: '', html });
  const isHeld = seen.verdict === 'hold';
  const row = (await insertEdit(app, {
    id,
    articleId,
    language,
    memberId: member.id,
    memberName: member.displayName,
    baseVersion: now.version,
    ...words,
    state: isHeld ? 'held' : 'waiting',
    formId,
  }))!;
  await audit(app, memberActor(member), {
    action: 'article_edit.suggested',
    subject: id,
    detail: { articleId, language },
  });
  await app.bus.publish('contributions.changed', {});
  // Words that a rule would replace are looked at by a colleague instead.
  const version = isAtOnce && !isHeld && seen.text === text ? await publishAtOnce(app, row, now) : null;
  await tellSuggested(app, row, version !== null);
  return version === null ? row : { ...row, state: 'taken', version };
}

/** Answers null where somebody is writing on the article: then it waits like others. Such a refusal comes before anything is written. */
async function publishAtOnce(app: App, row: EditRow, { version: read }: PublicText): Promise<number | null> {
  const { id, articleId, language, title, body } = row;
  try {
    const change = { title, body, version: read, note: noteOf(id) };
    const { version } = await publishChange(app, byCommunity, articleId, language, change);
    await updateState(app, id, { state: 'taken', version });
    await insertCredits(app, articleId, 'edit', [{ memberId: row.memberId!, sourceId: id }]);
    return version;
  } catch (error) {
    if (error instanceof AppError && error.status === 409) return null;
    throw error;
  }
}
