import { givenForm } from '#platform/http/index.ts';
import {
  isProven,
  needMember,
  proofFor,
  showPage,
  type SignedIn,
  type Visit,
} from '#people/members/index.ts';
import { openNews, readNews, readThem, unread } from '../list/list.ts';
import { SHOWN, type Shown } from '../list/store.ts';
import { wordsIn } from '../words/index.ts';
import { listView } from './list-view.ts';
import { FORM, PATH } from './paths.ts';

const ID = /^ntf_[0-9a-z]{26}$/;
const isShown = (given: unknown): given is Shown => SHOWN.some((one) => one === given);

/** Shows what a member was told: what is not read, unless told. */
export async function showList(visit: Visit, wrong?: string): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const asked = query.get('shown');
  const shown = isShown(asked) ? asked : 'unread';
  const until = (await app.db.now()).toISOString();
  const { lines, next } = await readNews(app, member.id, { shown, after: placeIn(query), language });
  const more = next && new URLSearchParams({ shown, before: next.at.toISOString(), id: next.id }).toString();
  const proof = proofFor(app, member, FORM);
  const words = wordsIn(language);
  const body = listView({ words, language, shown, lines, next: more, proof, wrong, until });
  return showPage(visit, { title: words.title, path: PATH, isHidden: true, body });
}

function placeIn(query: URLSearchParams): { at: Date; id: string } | null {
  const at = timeIn(query.get('before') ?? '');
  const id = query.get('id') ?? '';
  return at && ID.test(id) ? { at, id } : null;
}

/** A moment that the database can hold. */
function timeIn(given: string): Date | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(given) && !Number.isNaN(Date.parse(given))
    ? new Date(given)
    : undefined;
}

/** Marks lines as read or not. */
export async function takeList(visit: Visit): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const form = givenForm(request);
  if (!isProven(app, request, member, { what: FORM, proof: form.text('proof') }))
    return showList(visit, wordsIn(language).formOver);
  const id = form.text('id');
  const until = timeIn(form.text('until'));
  if (id === '' || ID.test(id)) await change(visit, member, { act: form.text('act'), id, until });
  const shown = form.text('shown');
  return reply.redirect(isShown(shown) && shown !== 'unread' ? `${PATH}?shown=${shown}` : PATH, 303);
}

async function change(
  { app }: Visit,
  member: SignedIn,
  { act, id, until }: { act: string; id: string; until: Date | undefined },
): Promise<void> {
  if (act === 'all' && until) await readThem(app, member.id, { until });
  if (act === 'read') await readThem(app, member.id, { ids: [id] });
  if (act === 'unread') await unread(app, member.id, id);
}

/** Leads to what a line is about, and has it read. */
export async function follow(visit: Visit): Promise<unknown> {
  const { app, request, reply } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const { id } = request.params as { id: string };
  const path = ID.test(id) ? await openNews(app, member.id, id) : undefined;
  return reply.redirect(path ?? PATH, 303);
}
