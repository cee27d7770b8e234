import type { FastifyReply } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { openFile } from '#platform/files/index.ts';
import { acceptForms, givenForm, type HttpServer } from '#platform/http/index.ts';
import {
  isProven,
  needMember,
  type OwnTab,
  proofFor,
  showOwnTab,
  showPage,
  type Visit,
  visitPages,
} from '#people/members/index.ts';
import { sendPicture } from '#ui/site/index.ts';
import { type Span, SPANS } from '#embrace/trust/index.ts';
import { readMemberHonours } from './awards.ts';
import { readBoard, setOnBoard, wishesBoard } from './boards.ts';
import { countHolders, isPictureOf, picturePath } from './honours.ts';
import { BADGES, marksIn } from './marks.ts';
import { HONOURS_TAB } from './notices.ts';
import { readHonours } from './settings.ts';
import { badgesView, boardView, LEADERS, ownView } from './views.ts';
import { wordsIn } from './words.ts';

const FORM = 'leader-board';
const SECTION = 'forum';

/** The tab among a member's own pages; provide it for `ownTabsPort`. */
export const honoursTab = (language: string): OwnTab => ({
  key: 'badges',
  path: HONOURS_TAB,
  label: wordsIn(language).tab,
});

/** Pages of badges, ranks and leader boards, and a member's own. */
export async function addHonourPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    const page = visitPages(app, pages);
    page('GET', BADGES, showBadges);
    page('GET', LEADERS, showBoard);
    page('GET', HONOURS_TAB, (visit) => showOwn(visit));
    page('POST', HONOURS_TAB, takeWish);
    const options = { config: { rateLimit: { max: 600, timeWindow: 60_000 } }, schema: { hide: true } };
    pages.get<{ Params: { id: string } }>(picturePath(':id'), options, (request, reply) =>
      sendMark(app, request.params.id, reply),
    );
  });
}

async function showBadges(visit: Visit): Promise<unknown> {
  const { app, language } = visit;
  const [{ honours, settings }, holders] = await Promise.all([readHonours(app), countHolders(app)]);
  const words = wordsIn(language);
  return showPage(visit, {
    title: words.title,
    description: words.intro,
    path: BADGES,
    section: SECTION,
    body: badgesView({ words, language, honours, holders, settings }),
  });
}

async function showBoard(visit: Visit): Promise<unknown> {
  const { app, request, reply, language, member } = visit;
  const words = wordsIn(language);
  const asked = (request.query as { span?: unknown }).span;
  const span: Span = SPANS.find((one) => one === asked) ?? 'month';
  const { settings } = await readHonours(app);
  if (!settings.isBoardOn) reply.code(404);
  const reader = member && { id: member.id, hidden: new Set(member.blocked) };
  const board = settings.isBoardOn ? await readBoard(app, span, settings, reader) : undefined;
  const [marks, isOn] = await Promise.all([
    marksIn(app, language),
    member ? wishesBoard(app, member.id) : undefined,
  ]);
  return showPage(visit, {
    title: words.boardTitle,
    path: span === 'month' ? LEADERS : `${LEADERS}?span=${span}`,
    section: SECTION,
    // Names are found by what people wrote, not by how they stand among others.
    isHidden: true,
    body: boardView({ words, language, span, board, marks, isOn }),
  });
}

async function showOwn(visit: Visit, wrong?: string): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const words = wordsIn(language);
  const { done } = request.query as { done?: unknown };
  const [{ honours, settings }, own, isOn] = await Promise.all([
    readHonours(app),
    readMemberHonours(app, member.id),
    wishesBoard(app, member.id),
  ]);
  return showOwnTab(visit, member, {
    tab: honoursTab(language),
    done: done === 'joined' ? words.joined : done === 'left' ? words.left : undefined,
    wrong,
    body: ownView({ words, language, honours, settings, own, isOn, proof: proofFor(app, member, FORM) }),
  });
}

async function takeWish(visit: Visit): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const form = givenForm(request);
  if (!isProven(app, request, member, { what: FORM, proof: form.text('proof') })) {
    reply.code(403);
    return showOwn(visit, wordsIn(language).formOver);
  }
  const isOn = form.text('act') === 'join';
  await setOnBoard(app, member, isOn);
  return reply.redirect(`${HONOURS_TAB}?done=${isOn ? 'joined' : 'left'}`, 303);
}

/** The picture of a badge; any other file is not there. */
async function sendMark(app: App, id: string, reply: FastifyReply): Promise<FastifyReply> {
  const isIt = await isPictureOf(app, id);
  return sendPicture(reply, isIt ? await openFile(app, id).catch(() => undefined) : undefined);
}
