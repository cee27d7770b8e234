import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { addMember } from '#people/members/index.ts';
import type { Answer, Browser } from '../../test/helpers/browser.ts';
import { signInMember } from '../people/members/testing/sign-in.ts';
import { shelveArticles } from './demo/articles.ts';
import { gather } from './demo/community.ts';
import { openCommunity } from './demo/members.ts';
import { hireStaff } from './demo/staff.ts';
import { wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
const { app } = rapport;
after(() => rapport.close());
const staff = await hireStaff(app);
await shelveArticles(app, staff[0]!);
await openCommunity(app, staff[0]!);
await gather(app, staff);

/** Where readers begin; the rest is found by its links. */
const DOORS = ['/', '/community', '/help', '/ideas', '/whats-next', '/changelog', '/search', '/reviews'];
const MOST = 120;

/** What nobody but the member himself may get from a page that anybody keeps. */
interface Visitor {
  browser: Browser;
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
  return { browser, marks: new RegExp(`${name}|${found.id}|${browser.jar.get('rapport_member')}`) };
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
      if (kinds.get(kind)! <= 8) found.add(link);
    }
  }
  return [...found];
}

const [quill, bramble] = [
  await member('quill', 'Quillfeather Onyx'),
  await member('bramble', 'Brambleworth Jade'),
];
const stranger: Visitor = { browser: rapport.browser({ address: '192.0.2.99' }), marks: undefined };
const paths = [...new Set([...(await walk(stranger)), ...(await walk(quill))])];

describe('public pages behind a cache', () => {
  for (const readsVary of [true, false])
    it(`carry nothing of one reader to another, through a cache that ${readsVary ? 'obeys' : 'ignores'} Vary`, async () => {
      const shared = new SharedCache(readsVary);
      const problems: string[] = [];
      for (const path of paths)
        for (const reader of [quill, bramble, stranger, bramble, quill, stranger]) {
          const answer = await shared.get(reader, path);
          const text = `${JSON.stringify(answer.headers)} ${typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)}`;
          for (const other of [quill, bramble])
            if (other !== reader && other.marks?.test(text))
              problems.push(`${path}: ${other.marks.exec(text)?.[0]}`);
          if (reader === stranger && /name="proof"/.test(text))
            problems.push(`${path}: a proof for a stranger`);
        }
      assert.deepEqual(problems, []);
      assert.ok(
        shared.hits > paths.length,
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
});
