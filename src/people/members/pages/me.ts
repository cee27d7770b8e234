import type { Html } from '#lib/html/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { type GivenForm, givenForm } from '#platform/http/index.ts';
import type { SignedIn } from '../domain/member.ts';
import { memberErrors } from '../errors.ts';
import {
  askForNewMail,
  confirmMail,
  endDevices,
  readDevices,
  renewFeed,
  savePassword,
} from '../service/account.ts';
import { arrivalOf, endSession, isProven, keepCookie, needMember, proofFor } from '../service/current.ts';
import { openProviders } from '../providers/manage.ts';
import { askForHandle, endLink, forgetCode, proveHandle, readLinks } from '../links/links.ts';
import { askToLeave, exportMember, readBlocked, setBlock, stay } from '../service/leave.ts';
import { saveAvatar, saveProfile } from '../service/profile.ts';
import { COMMUNITY } from '../service/settings.ts';
import { addPasskey, namePasskey } from '../service/passkeys.ts';
import { removeWay, waysOf } from '../service/ways.ts';
import { wordsIn } from '../words/index.ts';
import { textOf } from './entry.ts';
import { showPage, type Visit } from './frame.ts';
import { tabsIn } from './own-tab.ts';
import { linksView } from './links-view.ts';
import { PASSKEY_SCRIPT } from './passkey-script.ts';
import { waysSection } from './ways-views.ts';
import { accountView, type MeContext, privacyView, type ProfileFields, profileView } from './me-views.ts';

const ME = `${COMMUNITY}/me`;
type Tab = 'profile' | 'account' | 'privacy' | 'links';
const PATHS: Readonly<Record<Tab, string>> = {
  profile: ME,
  account: `${ME}/account`,
  privacy: `${ME}/privacy`,
  links: `${ME}/links`,
};

interface Shown {
  wrong?: string;
  typed?: GivenForm;
  feedUrl?: string;
}

/** One of the pages of one's own. */
export async function showMe(visit: Visit, tab: Tab, shown: Shown = {}): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const words = wordsIn(language);
  const { done } = request.query as { done?: unknown };
  const context: MeContext = {
    words,
    member,
    language,
    proof: (what) => proofFor(app, member, what),
    done: typeof done === 'string' && Object.hasOwn(words.done, done) ? words.done[done] : undefined,
    wrong: shown.wrong,
    tabs: tabsIn(app, language),
  };
  const scripts = tab === 'account' && visit.settings.ways.passkey ? [PASSKEY_SCRIPT] : [];
  const page = { title: words[tab], path: PATHS[tab], isHidden: true, scripts };
  return showPage(visit, { ...page, body: await bodyOf(visit, tab, context, shown) });
}

async function bodyOf(visit: Visit, tab: Tab, context: MeContext, shown: Shown): Promise<Html> {
  const { app, settings } = visit;
  const { member } = context;
  if (tab === 'account') {
    const [devices, ways, open] = await Promise.all([
      readDevices(app, member),
      waysOf(app, member.id),
      openProviders(app),
    ]);
    const more = open.filter(({ id }) => ways.identities.every((one) => one.provider !== id));
    return accountView(
      context,
      devices,
      waysSection(context, { ways, more, takesPasskeys: settings.ways.passkey }),
    );
  }
  if (tab === 'links') return linksView(context, await readLinks(app, member));
  if (tab === 'privacy')
    return privacyView(context, { blocked: await readBlocked(app, member), feedUrl: shown.feedUrl });
  return profileView(context, shown.typed ? typedFields(shown.typed) : fieldsOf(member), settings);
}

function fieldsOf(member: SignedIn): ProfileFields {
  const { handle, displayName, pronouns, languages, language, bio, signature } = member;
  return {
    handle,
    displayName,
    pronouns: pronouns ?? '',
    languages: languages.join(', '),
    language: language ?? '',
    bio: bio ?? '',
    signature: signature ?? '',
  };
}

function typedFields(form: GivenForm): ProfileFields {
  return {
    handle: form.text('handle'),
    displayName: form.text('displayName'),
    pronouns: form.text('pronouns'),
    languages: form.text('languages'),
    language: form.text('language'),
    bio: form.text('bio'),
    signature: form.text('signature'),
  };
}

interface Act {
  tab: Tab;
  /** Does it; answers where to go on, or nothing where it answered by itself. */
  run(visit: Visit, member: SignedIn, form: GivenForm): Promise<string | undefined>;
}

/** What the forms of one's own pages do, by the last part of their path. */
export const ACTS: Readonly<Record<string, Act>> = {
  profile: {
    tab: 'profile',
    async run({ app }, member, form) {
      await saveProfile(app, member, typedFields(form));
      return `${ME}?done=saved`;
    },
  },
  picture: {
    tab: 'profile',
    async run({ app }, member, form) {
      const file = form.text('act') === 'remove' ? null : form.file('picture');
      if (file === undefined) throw memberErrors('member.picture_wrong');
      await saveAvatar(app, member, file);
      return `${ME}?done=saved`;
    },
  },
  mail: {
    tab: 'account',
    async run({ app, request, language }, member, form) {
      await askForNewMail(app, member, { mail: form.text('mail'), language, address: request.ip });
      return `${ME}/account?done=mail`;
    },
  },
  password: {
    tab: 'account',
    async run({ app, request, reply }, member, form) {
      const given = { before: form.text('before'), next: form.text('next') };
      const token = await savePassword(app, member, given, await arrivalOf(app, request));
      keepCookie(app, request, reply, token);
      return `${ME}/account?done=password`;
    },
  },
  devices: {
    tab: 'account',
    async run({ app }, member, form) {
      const id = form.text('id');
      await endDevices(app, member, id === 'others' ? null : id);
      return `${ME}/account?done=ended`;
    },
  },
  ways: {
    tab: 'account',
    async run({ app, request }, member, form) {
      const [provider, subject, id] = ['provider', 'subject', 'id'].map((name) =>
        form.text(name).slice(0, 500),
      ) as [string, string, string];
      const way =
        id === '' ? ({ kind: 'identity', provider, subject } as const) : ({ kind: 'passkey', id } as const);
      await removeWay(app, member, way, request.ip);
      return `${ME}/account?done=removed`;
    },
  },
  passkeys: {
    tab: 'account',
    async run({ app, request }, member, form) {
      const [id, name] = [form.text('id'), form.text('name')];
      if (id !== '') await namePasskey(app, member, id.slice(0, 60), name);
      else await addPasskey(app, request, member, { answer: form.text('answer'), name });
      return `${ME}/account?done=${id === '' ? 'connected' : 'saved'}`;
    },
  },
  links: {
    tab: 'links',
    async run({ app, request }, member, form) {
      const asked = { network: form.text('network'), handle: form.text('handle') };
      const act = form.text('act');
      if (act === 'end') await endLink(app, member, form.text('account').slice(0, 60));
      else if (act === 'check') await proveHandle(app, member, { ...asked, address: request.ip });
      else if (act === 'forget') await forgetCode(app, member, asked.network, asked.handle);
      else await askForHandle(app, member, asked);
      return `${ME}/links?done=${act === 'end' ? 'removed' : act === 'check' ? 'joined' : 'saved'}`;
    },
  },
  blocks: {
    tab: 'privacy',
    async run({ app }, member, form) {
      const wish = { handle: form.text('handle'), isBlocked: form.text('act') === 'block' };
      await setBlock(app, member, wish);
      return `${ME}/privacy?done=saved`;
    },
  },
  feed: {
    tab: 'privacy',
    async run(visit, member) {
      // Shown in this answer only, so it is no redirect.
      await showMe(visit, 'privacy', { feedUrl: await renewFeed(visit.app, member) });
      return undefined;
    },
  },
  export: {
    tab: 'privacy',
    async run({ app, reply }, member) {
      const all = await exportMember(app, member);
      void reply
        .headers({
          'cache-control': 'private, no-store',
          'content-disposition': `attachment; filename="${member.handle}.json"`,
        })
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(all, undefined, 2));
      return undefined;
    },
  },
  leave: {
    tab: 'privacy',
    async run({ app, request, reply }, member, form) {
      const isAtOnce = form.text('now') === 'yes';
      await askToLeave(app, member, { isAtOnce, keepsContent: form.text('content') !== 'drop' });
      if (!isAtOnce) return `${ME}/privacy`;
      await endSession(app, request, reply);
      return COMMUNITY;
    },
  },
  stay: {
    tab: 'privacy',
    async run({ app }, member) {
      await stay(app, member);
      return `${ME}/privacy?done=stayed`;
    },
  },
};

/** Takes a form of one's own pages. */
export async function takeMe(visit: Visit, name: string): Promise<unknown> {
  const { app, request, reply } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const form = givenForm(request);
  const act = ACTS[name]!;
  try {
    if (!isProven(app, request, member, { what: name, proof: form.text('proof') }))
      throw memberErrors('member.form_over');
    const next = await act.run(visit, member, form);
    return next === undefined ? reply : reply.redirect(next, 303);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return showMe(visit, act.tab, {
      wrong: textOf(visit, error),
      ...(name === 'profile' ? { typed: form } : {}),
    });
  }
}

/** Where the link to a new address leads. It works only for the member who asked, in the browser where he is signed in. */
export async function takeMail(visit: Visit): Promise<unknown> {
  const { app, request, reply } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const { ticket } = request.query as { ticket?: unknown };
  try {
    await confirmMail(app, member, typeof ticket === 'string' ? ticket.slice(0, 100) : '', request.ip);
  } catch (error) {
    return showMe(visit, 'account', { wrong: textOf(visit, error) });
  }
  return reply.redirect(`${ME}/account?done=confirmed`, 303);
}
