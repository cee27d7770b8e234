import { AppError } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { maySpeak, needMember, showPage, type SignedIn, type Visit } from '#people/members/index.ts';
import { FORUM_STYLE } from '#embrace/forum/index.ts';
import { articleId, type PublicText, readPublicText } from '#respond/knowledge/index.ts';
import { editRights, suggestEdit } from '../edits/propose.ts';
import { contributionErrors } from '../errors.ts';
import { ARTICLES_TAB, pathOfEdit } from '../paths.ts';
import { wordsIn } from '../words/index.ts';
import { editView } from './edit-view.ts';
import { hiddenIn, refusalIn, takenForm } from './visit.ts';

const MOST_LETTERS = 200_000;

/** The form in which a member suggests other words for an article. */
export async function showEditForm(visit: Visit): Promise<unknown> {
  const member = await needMember(visit.app, visit.request, visit.reply);
  if (!member) return visit.reply;
  return showForm(visit, member, {});
}

interface Shown {
  given?: { title: string; body: string; reason: string };
  formId?: string;
  isPreview?: boolean;
  isOvertaken?: boolean;
  wrong?: string;
}

async function showForm(visit: Visit, member: SignedIn, shown: Shown): Promise<unknown> {
  const { app, language } = visit;
  const words = wordsIn(language);
  const asked = placeIn(visit);
  const now = asked && (await readPublicText(app, asked.articleId, asked.language));
  if (!asked || !now) return refuse(visit, words.errors['edits.no_article'] ?? '', 404);
  const rights = await editRights(app, member.id);
  if (!rights.maySuggest) return refuse(visit, words.errors['edits.not_yet'] ?? '', 403, now);
  if (!maySpeak(member)) return refuse(visit, words.silenced, 403, now);
  const { formId, given, isPreview = false, isOvertaken = false, wrong } = shown;
  const action = pathOfEdit(asked.articleId, asked.language);
  return showEditPage(
    visit,
    editView({
      words,
      language: asked.language,
      path: now.path,
      action,
      hidden: hiddenIn(visit, member, formId),
      now,
      given: given ?? { title: now.title, body: now.body, reason: '' },
      isAtOnce: rights.isAtOnce,
      isPreview,
      isOvertaken,
      wrong,
    }),
    action,
  );
}

/** Takes the form: a preview, or the change itself. What is refused keeps what was written. */
export async function takeEditForm(visit: Visit): Promise<unknown> {
  const { app, reply } = visit;
  const taken = await takenForm(visit).catch((error: unknown) => refusalIn(visit, error));
  if (taken === undefined) return reply;
  if (typeof taken === 'string') return refuse(visit, taken, 403);
  const { member, form, formId } = taken;
  const asked = placeIn(visit);
  const field = (name: string) => form.text(name).slice(0, MOST_LETTERS);
  const given = { title: field('title'), body: field('body'), reason: field('reason') };
  if (form.text('act') === 'preview') return showForm(visit, member, { given, formId, isPreview: true });
  try {
    if (!asked) throw contributionErrors('edits.no_article');
    if (!maySpeak(member)) throw contributionErrors('edits.not_yet');
    const version = Number(form.text('version'));
    const { state } = await suggestEdit(app, member, { ...given, ...asked, version, formId });
    return await reply.redirect(`${ARTICLES_TAB}?done=${state === 'taken' ? 'published' : 'sent'}`, 303);
  } catch (error) {
    if (error instanceof AppError && error.code === 'edits.overtaken') {
      reply.code(409);
      return showForm(visit, member, { given, formId: newId('form'), isOvertaken: true });
    }
    return showForm(visit, member, { given, formId, wrong: refusalIn(visit, error) });
  }
}

/** The article that an address names; undefined where it names none. */
function placeIn({ request }: Visit): { articleId: string; language: string } | undefined {
  const { id, language } = request.params as { id: string; language: string };
  const isOne = articleId.safeParse(id).success && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})?$/.test(language);
  return isOne ? { articleId: id, language } : undefined;
}

function refuse(visit: Visit, text: string, status: number, now?: PublicText): Promise<unknown> {
  const { reply, language } = visit;
  reply.code(status);
  const back = now ? markup`<p><a href="${now.path}">${now.title}</a></p>` : null;
  const title = wordsIn(language).editTitle;
  return showEditPage(visit, markup`<h1>${title}</h1><p class="note">${text}</p>${back}`, ARTICLES_TAB);
}

const showEditPage = (visit: Visit, body: Html, path: string): Promise<unknown> =>
  showPage(visit, {
    title: wordsIn(visit.language).editTitle,
    path,
    section: 'help',
    isHidden: true,
    isPrivate: true,
    styles: [FORUM_STYLE],
    body,
  });
