import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { addPoll, memberDoer, seatMember, staffDoer, takeSeat, vote } from '#embrace/forum/index.ts';
import { listIdeas, STAFF, vote as voteForIdea } from '#embrace/ideas/index.ts';
import { voteForReview } from '#embrace/reviews/index.ts';
import { addMember, type Member } from '#people/members/index.ts';
import type { Answer, Browser } from '../../test/helpers/browser.ts';
import { signInMember } from '../people/members/testing/sign-in.ts';
import { wish } from './demo/ideas.ts';
import { praise } from './demo/reviews.ts';
import { toldServer } from './testing/told-server.ts';

const rapport = await toldServer([wish, praise]);
const { app } = rapport;
after(() => rapport.close());

/** Where readers begin; the rest is found by its links, but for what is asked in a form. */
const DOORS = [
  '/',
  '/community',
  '/help',
  '/ideas',
  '/whats-next',
  '/changelog',
  '/search',
  '/reviews',
].concat(
  ['/community/groups', '/community/badges', '/community/leaders'],
  ['/search?q=router', '/community/search?q=router', '/community/suggest?q=router', '/ideas?q=router'],
);
const MOST = 100;

/** What nobody but the member himself may get from a page that anybody keeps. */
interface Visitor {
  browser: Browser;
  member?: Member;
  /** Nothing of it is on any page as something public: he writes nothing. */
  marks: RegExp | undefined;
}

let places = 0;
async function member(handle: string, name: string): Promise<Visitor> {
  const browser = rapport.browser({ address: `192.0.2.${++places}` });
  const found = await app.db.transaction(() =>
    addMember(app, { handle, displayName: name, language: 'en' }, {}),
  );
  await signInMember(app, browser, found.id);
  const marks = new RegExp(`${name}|${found.id}|${browser.jar.get('rapport_member')}`);
  return { browser, member: found, marks };
}

/** What only those in the closed group of the sample may read. */
const SECRET = /Router firmware 9|Firmware 9\.0\.2|Sleep mode works here/;

/** He joins the closed group, and votes in a poll, for an idea and for a review: nothing of it shows his name. */
async function takePart({ id, handle, displayName }: Member): Promise<string> {
  const doer = memberDoer({ id, displayName });
  const [group] = await app.db.query<{ id: string }>(`select id from forum_groups where kind = 'request'`);
  await takeSeat(app, doer, group!.id, true);
  await seatMember(app, staffDoer(systemActor), group!.id, { handle, wish: 'admit' });
  const [thread] = await app.db.query<{ id: string; slug: string }>(
    `select t.id, t.slug from forum_threads t join forum_categories c on c.id = t.category_id
      where c.who_reads = 'everybody' and t.deleted_at is null and t.closed_at is null order by t.id limit 1`,
  );
  const poll = { kind: 'single', shows: 'voted', isAnonymous: true, closesAt: null } as const;
  const asked = { ...poll, question: 'Which colour?', options: ['Cerulean', 'Vermilion'] };
  await addPoll(app, staffDoer(systemActor), thread!.id, asked);
  await vote(app, doer, thread!.id, [1]);
  const { rows } = await listIdeas(app, STAFF, { sort: 'new', limit: 100 });
  await voteForIdea(app, doer, rows.find(({ status }) => status === 'considering')!.id, '');
  const [said] = await app.db.query<{ id: string }>(`select id from reviews where state = 'shown' limit 1`);
  await voteForReview(app, doer, said!.id, true);
  return `/community/t/${thread!.id}/${thread!.slug}`;
}

/** A cache between readers and us. One that ignores `Vary` is worse than any that is sold. */
class SharedCache {
  readonly #kept = new Map<string, Answer>();
  readonly #readsVary: boolean;
  hits = 0;

  constructor(readsVary: boolean) {
    this.#readsVary = readsVary;
  }

  async get(visitor: Visitor, path: string): Promise<Answer> {
    const cookies = this.#readsVary ? JSON.stringify([...visitor.browser.jar]) : '';
    const key = `${path} ${cookies}`;
    const kept = this.#kept.get(key);
    if (kept) this.hits++;
    if (kept) return kept;
    const answer = await visitor.browser.get(path);
    const control = String(answer.headers['cache-control'] ?? '');
    const isShared = /\bpublic\b|s-maxage/.test(control) && !/no-store|private/.test(control);
    if (isShared) assert.deepEqual(answer.cookies, [], `${path} gives its cookie to everybody`);
    if (isShared) this.#kept.set(key, answer);
    return answer;
  }
}

function linksOf(answer: Answer): string[] {
  const links = [...String(answer.body).matchAll(/(?:href|src)="(\/[^"#]*)/g)].map(([, path]) => path!);
  const next = answer.headers['location'];
  if (typeof next === 'string' && next.startsWith('/')) links.push(next);
  return links.map((path) => path.replaceAll('&amp;', '&')).filter((path) => !path.startsWith('//'));
}

/** Addresses in the order in which links lead to them, few of each kind. */
async function walk(visitor: Visitor): Promise<string[]> {
  const found = new Set(DOORS);
  const kinds = new Map<string, number>();
  for (const path of found) {
    if (found.size >= MOST) break;
    for (const link of linksOf(await visitor.browser.get(path))) {
      const kind = link
        .replaceAll(/[0-9a-z]*_[0-9a-z]{20,}/g, '*')
        .replace(/\?.*/, '?')
        .replace(/\/[^/]*$/, '');
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (kinds.get(kind)! <= 4) found.add(link);
    }
  }
  return [...found];
}

const [quill, bramble] = [
  await member('quill', 'Quillfeather Onyx'),
  await member('bramble', 'Brambleworth Jade'),
];
const stranger: Visitor = { browser: rapport.browser({ address: '192.0.2.99' }), marks: undefined };
const polled = await takePart(quill.member!);
const paths = [
  ...new Set([polled, '/community/g/beta-testers', ...(await walk(stranger)), ...(await walk(quill))]),
];

describe('public pages behind a cache', () => {
  for (const readsVary of [true, false])
    it(`carry nothing of one reader to another, through a cache that ${readsVary ? 'obeys' : 'ignores'} Vary`, async () => {
      const shared = new SharedCache(readsVary);
      const problems: string[] = [];
      for (const path of paths)
        for (const reader of [quill, bramble, stranger, quill, stranger]) {
          const answer = await shared.get(reader, path);
          const text = `${JSON.stringify(answer.headers)} ${typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)}`;
          for (const other of [quill, bramble])
            if (other !== reader && other.marks?.test(text))
              problems.push(`${path}: ${other.marks.exec(text)?.[0]}`);
          if (reader !== quill && SECRET.test(text))
            problems.push(`${path}: ${SECRET.exec(text)?.[0]} of a closed group`);
          if (reader === stranger && /name="proof"/.test(text))
            problems.push(`${path}: a proof for a stranger`);
        }
      assert.deepEqual(problems, []);
      assert.ok(
        shared.hits > paths.length / 2,
        `${shared.hits} answers came from the cache, of ${paths.length} addresses`,
      );
    });

  it('are many, and are answered', async () => {
    const statuses = new Map<string, number>();
    for (const path of DOORS) statuses.set(path, (await stranger.browser.get(path)).status);
    assert.ok(
      [...statuses.values()].filter((status) => status === 200).length >= 2,
      JSON.stringify([...statuses]),
    );
    assert.ok(paths.length > 60, String(paths.length));
  });

  it('are of every kind, and strangers share them', async () => {
    for (const [what, address, words] of [
      ['a group', /^\/community\/g\//, /Beta testers/],
      ['a poll', new RegExp(`^${polled}$`), /Which colour\?/],
      ['a product with reviews', /^\/reviews\/[^/.]+$/, /<h1/],
      ['badges', /^\/community\/badges$/, /<h1/],
      ['leaders', /^\/community\/leaders/, /<h1/],
      ['search of the community', /^\/community\/search\?q=/, /router/i],
      ['search of everything', /^\/search\?q=/, /router/i],
      ['an idea', /^\/ideas\/ide_/, /<h1/],
      ['a feed', /\/feed\.atom$/, /<feed/],
    ] as const) {
      const found = paths.filter((path) => address.test(path));
      assert.ok(found.length > 0, `${what} was found`);
      const { status, headers, body } = await stranger.browser.get(found[0]!);
      assert.equal(status, 200, what);
      assert.match(String(headers['cache-control']), /^public/, what);
      assert.match(String(body), words, what);
    }
  });

  it('show the member what is for him all the same', async () => {
    const page = String((await quill.browser.get(polled)).body);
    assert.match(page, /name="proof"/);
    assert.match(String((await quill.browser.get('/community')).body), SECRET);
  });
});
