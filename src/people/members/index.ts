/** Members: customers with an account on the company's own site, their sessions, and the frame of the community's pages. */
import type { App } from '#platform/app/index.ts';
import type { Member } from './domain/member.ts';
import { eraseAtOnce } from './service/leave.ts';
import { writeEraseAt } from './store/leaving.ts';
import { findByAccounts, findByHandles, findMembers, writeHonours } from './store/members.ts';
import { writeProfile } from './store/profile.ts';
import './events.ts';

export { membersFeature } from './feature.ts';
export { type HandleProof, handleProofsPort, provenAccountsPort } from './links/ports.ts';
export { memberHookTypes } from './hooks.ts';
/** Serves joining, signing in and out, and members' settings. */
export { addMemberPages } from './pages/index.ts';
export { maySpeak, type Member, type MemberState, type SignedIn } from './domain/member.ts';
/** Names as they are shown, and those that nobody may bear. */
export { NAME_MOST, readName } from './domain/names.ts';
export { isNameReserved } from './service/reserved.ts';
export { memberErrors } from './errors.ts';
export { memberId } from './schema.ts';
/** `memberOf(app, request)` → who is signed in; `needMember(app, request, reply)` sends everybody else to sign in (answer: undefined). */
export { hasMemberCookie, memberActor, memberOf, needMember } from './service/current.ts';
/** Whether whoever was signed in still is: for what goes on after its request. */
export { isSessionOpen } from './store/sessions.ts';
/** Forms of signed-in members carry `proofFor(app, member, what)` in the field `proof`; `isProven(…)` checks it. */
export { isProven, proofFor } from './service/current.ts';
/** A member as the author of a post, and the network members stand on. */
export { authorOf, NETWORK as COMMUNITY_NETWORK } from './service/arrive.ts';
/** How the community is set up: open or closed, name, languages; and the language in which a member is written to. */
export { COMMUNITY, languageOf, readCommunity, saveCommunity } from './service/settings.ts';
export { CLOSED, type CommunitySettings } from './schema.ts';
/**
 * Pages: `const visit = await openVisit(app, request, reply); if (!visit) return reply; return showPage(visit, { title, path, section, body })`.
 * A stranger's page may be kept for a second and is the same for all; a member's is his own.
 */
export {
  type CommunityPage,
  type HeaderPart,
  headerPartsPort,
  openVisit,
  profilePartsPort,
  showPage,
  type Visit,
} from './pages/frame.ts';
/** Pages of other features: `const page = visitPages(app, pages, { writing: 30 }); page('GET', '/ideas', (visit) => …)`. */
export { type AddPage, visitPages } from './pages/visit-pages.ts';
/** The language in which a stranger reads: of all pages, of a part with languages of its own, and what caches look at. */
export { languageAmong, languageNow, variesBy } from './pages/language.ts';
/** A page of one's own that another feature gives stands among the tabs of the settings; it shows itself with `showOwnTab`. */
export { type OwnTab, ownTabsPort, showOwnTab } from './pages/own-tab.ts';
export { faceOf } from './pages/face.ts';
/** What of a profile can be taken away and given back: name, picture, words, signature. */
export { type ProfilePart, PROFILE_PARTS, wordsOfPart } from './domain/parts.ts';
export {
  giveBackPart,
  keysOf as keysOfProfile,
  type PartKey,
  partsOf as partsOfProfile,
  readParts as readProfileParts,
  type SeenPart,
  takePart,
} from './service/parts.ts';
export { profileScreenPort } from './ports.ts';
/** What stands below a member's posts. */
export { signatureOf } from './pages/signature.ts';
/** A refusal in the reader's language, with its status; anything that is none is thrown on. */
export { textOf as refusalOf } from './pages/entry.ts';
/** Only a path of ours may follow a sign-in or a form. */
export { safeBack } from './domain/back.ts';
/** Features that keep something of members add their part to export, erasure and private feeds. */
export { type Belongings, memberBelongingsPort, memberFeedPort } from './ports.ts';
/** What the search of the whole public site finds. */
export { type PublicAsk, type PublicFinding, type PublicSearch, publicSearchPort } from './ports.ts';
/** Who hears of silence and suspension, and of devices. */
export { memberDevicePort, memberStatePort, type StateWish, suspensionPathPort } from './ports.ts';
/** Silences, suspends or frees a member; the reason is shown to him. */
export { setState as setMemberState } from './service/staff-side.ts';
/** A mail to a member, sent behind what goes on; without a mail server its link stands in the log. */
export { mailLater } from './service/mails.ts';
/** Whom a member does not want to hear from. */
export { blockedBy, blockersOf } from './service/leave.ts';
/** Locks members that are there until the transaction ends; answers their ids. */
export { lockMembers } from './store/members.ts';
/** Which of some members may write now. */
export { activeAmong } from './store/members.ts';
/** Before somebody does what an erasure would have to take away: it comes before, and is seen here, or waits. */
export { holdMember } from './store/members.ts';
/** Makes a member outside of any page: demonstration, imports, tests. Call it in a transaction. */
export { addMember } from './service/arrive.ts';

/** Members of another community, to be taken over by whoever proves their address; and the way back. */
export { bringMember, type BroughtMember, takeBackMembers } from './service/bring.ts';

/** Members by id; unknown ones are left out. Erased ones are among them, named as such. */
export async function readMembers(app: App, ids: readonly string[]): Promise<Map<string, Member>> {
  if (ids.length === 0) return new Map();
  return new Map((await findMembers(app, ids)).map((member) => [member.id, member]));
}

/** Members by the accounts that they stand under; others are left out. */
export async function membersOfAccounts(
  app: App,
  accountIds: readonly string[],
): Promise<Map<string, Member>> {
  if (accountIds.length === 0) return new Map();
  const found = await findByAccounts(app, accountIds);
  return new Map(found.flatMap((member) => (member.accountId === null ? [] : [[member.accountId, member]])));
}

/** Members by their handles, for mentions; in small letters, without @. */
export function findMembersByHandle(app: App, handles: readonly string[]): Promise<Member[]> {
  return handles.length === 0 ? Promise.resolve([]) : findByHandles(app, handles);
}

/** What somebody says of himself, outside of any page: demonstration and imports. */
export async function sayOfMember(
  app: App,
  id: string,
  said: { pronouns: string | null; bio: string | null; languages: string[] },
): Promise<void> {
  await writeProfile(app, id, { ...said, signature: null, language: null });
}

/** Erases members at once, with all that they wrote. */
export async function eraseMembers(app: App, ids: readonly string[]): Promise<void> {
  for (const id of ids) await writeEraseAt(app, id, { days: 0, keepsContent: false });
  await eraseAtOnce(app, ids);
}

/** Keeps what members were honoured with, beside their names; in the ambient transaction. */
export async function setHonours(
  app: App,
  rows: readonly { memberId: string; honours: readonly string[] }[],
): Promise<void> {
  if (rows.length === 0) return;
  await writeHonours(app, rows);
  for (const { memberId } of rows) await app.bus.publish('member.changed', { memberId });
}
