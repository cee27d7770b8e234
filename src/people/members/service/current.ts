import type { FastifyReply, FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import type { Actor, App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { isCrossSite } from '#platform/http/index.ts';
import { newId, newSecret } from '#platform/ids/index.ts';
import { safeBack } from '../domain/back.ts';
import type { Member, SignedIn } from '../domain/member.ts';
import { memberDevicePort } from '../ports.ts';
import { joinProven } from '../links/join.ts';
import { deleteSession, findSignedIn, insertSession, noteSeen } from '../store/sessions.ts';
import { cookieIn, setMemberCookie } from './cookies.ts';
import { HAND_OVER } from './hand-over-name.ts';
import { COMMUNITY } from './settings.ts';

const COOKIE = 'rapport_member';
const DAYS = 90;
const TOKEN = /^[\w-]{43}$/;

/** All that is asked of a request to know who sends it. */
type Asking = Pick<FastifyRequest, 'headers'>;

const known = new WeakMap<Asking, Promise<SignedIn | undefined>>();

/** Whether a request carries a member's cookie at all, good or not: copies of pages are not for it. */
export function hasMemberCookie(request: Asking): boolean {
  return cookieOf(request) !== undefined;
}

/** The member who sends a request; asked once for each request. A suspended one is told as such by `state`. */
export function memberOf(app: App, request: Asking): Promise<SignedIn | undefined> {
  const present = known.get(request);
  if (present) return present;
  const found = find(app, request);
  known.set(request, found);
  return found;
}

async function find(app: App, request: Asking): Promise<SignedIn | undefined> {
  const token = cookieOf(request);
  if (token === undefined || !TOKEN.test(token)) return undefined;
  const row = await findSignedIn(app, app.secrets.hash(token));
  if (!row) return undefined;
  const { isStale, ...member } = row;
  if (isStale) await seen(app, member);
  return member;
}

/** Notes that a member is here, and joins what became his since: somebody signed in for months may write his first mail meanwhile. */
async function seen(app: App, member: SignedIn): Promise<void> {
  await noteSeen(app, member.sessionId, member.id);
  await app.db
    .transaction(() => joinProven(app, member, HAND_OVER))
    .catch((error: unknown) =>
      app.log.warn({ reason: messageOf(error) }, 'a member was joined with nothing'),
    );
}

/** The member who sends a request; whoever is none is sent to sign in, comes back afterwards, and the answer is undefined. */
export async function needMember(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn | undefined> {
  const member = await memberOf(app, request);
  if (member) return member;
  const back = safeBack(request.method === 'GET' ? request.url : refererPath(request));
  void reply
    .header('cache-control', 'private, no-store')
    .redirect(`${COMMUNITY}/sign-in?back=${encodeURIComponent(back)}`, 303);
  return undefined;
}

function refererPath(request: FastifyRequest): string | undefined {
  const { referer } = request.headers;
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const { pathname, search } = new URL(referer);
  return `${pathname}${search}`;
}

/** From where somebody signs in. */
export interface Arrival {
  address: string;
  userAgent: string | null;
  /** Whose session the browser had before. */
  before?: SignedIn | undefined;
  /** Random name of the browser, where browsers are told apart. */
  device?: string | undefined;
}

export async function arrivalOf(app: App, request: FastifyRequest): Promise<Arrival> {
  const userAgent = request.headers['user-agent']?.slice(0, 400).toWellFormed() ?? null;
  const [before, device] = await Promise.all([memberOf(app, request), deviceOf(app, request)]);
  return { address: request.ip, userAgent, before, device };
}

const DEVICE = 'rapport_device';
const DEVICE_DAYS = 180;
const devices = new WeakMap<FastifyRequest, string>();

/** The name that the browser has, or gets with its session; none where nobody wants to know. */
async function deviceOf(app: App, request: FastifyRequest): Promise<string | undefined> {
  if ((await app.find(memberDevicePort)?.isWanted(app)) !== true) return undefined;
  const before = cookieIn(request, DEVICE);
  const device = before !== undefined && TOKEN.test(before) ? before : newSecret();
  devices.set(request, device);
  return device;
}

/**
 * A new session, and the end of the one that the browser had before. Answers the token for `keepCookie`, undefined when the member may not
 * come in: suspended or erased a moment ago, or with another password than the one that was checked. Call it in a transaction.
 */
export async function openSession(
  app: App,
  session: { memberId: string; way: string; passwordHash?: string | null },
  { address, userAgent, before, device }: Arrival,
): Promise<string | undefined> {
  const token = newSecret();
  const isOpen = await insertSession(app, {
    id: newId('mses'),
    tokenHash: app.secrets.hash(token),
    days: DAYS,
    address,
    userAgent,
    passwordHash: null,
    ...session,
  });
  if (!isOpen) return undefined;
  if (before) await deleteSession(app, before.id, before.sessionId);
  if (device !== undefined) await app.find(memberDevicePort)?.note(app, session.memberId, device);
  return token;
}

/** Lets the browser keep its session, once that is stored for good. */
export function keepCookie(app: App, request: FastifyRequest, reply: FastifyReply, token: string): void {
  known.delete(request);
  setMemberCookie(app, request, reply, { name: COOKIE, value: token, seconds: DAYS * 86_400, path: '/' });
  const device = devices.get(request);
  if (device !== undefined)
    setMemberCookie(app, request, reply, {
      name: DEVICE,
      value: device,
      seconds: DEVICE_DAYS * 86_400,
      path: COMMUNITY,
    });
}

/** Ends the session of this browser, and forgets its cookie. */
export async function endSession(app: App, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await endPresent(app, request);
  known.delete(request);
  setMemberCookie(app, request, reply, { name: COOKIE, value: '', seconds: 0, path: '/' });
}

async function endPresent(app: App, request: FastifyRequest): Promise<void> {
  const before = await memberOf(app, request);
  if (before) await deleteSession(app, before.id, before.sessionId);
}

function cookieOf(request: Asking): string | undefined {
  return cookieIn(request, COOKIE);
}

/**
 * What a form of a signed-in member carries in its field `proof`, so that no other site can send it. `what` names the form; a proof
 * holds for this session and this form only.
 */
export function proofFor(app: App, member: SignedIn, what: string): string {
  return app.secrets.sign(`${member.sessionId}\0${what}`, 'member-form');
}

/** Whether a form came from a page of ours that this member had. */
export function isProven(
  app: App,
  request: FastifyRequest,
  member: SignedIn,
  { what, proof }: { what: string; proof: string },
): boolean {
  const wanted = Buffer.from(proofFor(app, member, what));
  const given = Buffer.from(proof);
  return (
    !isCrossSite(request, app.config.publicUrl) &&
    given.length === wanted.length &&
    timingSafeEqual(given, wanted)
  );
}

/** A member as the one who does something, for the audit log. */
export function memberActor(member: Pick<Member, 'id' | 'displayName'>, address?: string): Actor {
  return {
    kind: 'member',
    id: member.id,
    name: member.displayName,
    role: 'viewer',
    permissions: new Set(),
    ...(address === undefined ? {} : { address }),
  };
}
