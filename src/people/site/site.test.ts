import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { auditLogFeature } from '#people/audit-log/index.ts';
import { filesFeature, storeFile } from '#platform/files/index.ts';
import { addMemberPages, CLOSED, membersFeature, saveCommunity } from '#people/members/index.ts';
import type { Browser } from '../../../test/helpers/browser.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { statementsOf } from '../../../test/helpers/statements.ts';
import { addSitePages, readLook, saveLook, siteFeature, USUAL_SITE_LOOK as USUAL } from './index.ts';
import type { Look } from './schema.ts';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><script>alert(2)</script><path d="M0 0h9v9z"/></svg>';

let made: TestServer;
let owner: Browser;
let agent: Browser;
let anybody: Browser;
before(async () => {
  made = await createTestServer(
    [siteFeature, membersFeature, filesFeature, auditLogFeature],
    {},
    async (app, server) => {
      await addSitePages(app, server);
      await addMemberPages(app, server);
    },
  );
  await saveCommunity(made.app, systemActor, { ...CLOSED, isOpen: true, name: 'MobiTel people' });
  [owner, agent, anybody] = [await made.staff('owner'), await made.staff('agent'), made.browser()];
});
after(() => made.close());

const DOOR = '/community/sign-in';
const keep = async (bytes: string, encoding: BufferEncoding = 'utf8') =>
  (
    await storeFile(made.app, {
      name: 'logo',
      bytes: new Uint8Array(Buffer.from(bytes, encoding)),
      purpose: 'logo',
    })
  ).id;
const put = async (part: object, who = owner) => {
  const { version, look } = (await owner.get('/api/v1/site/look')).body as { version: number; look: Look };
  return who.put('/api/v1/site/look', { basedOn: version, look: { ...look, ...part } });
};
const styleOf = async (path = DOOR) => {
  const html = String((await anybody.get(path)).body);
  return /<link rel="stylesheet" href="([^"]+)"/.exec(html)![1]!.replaceAll('&#38;', '&');
};

describe('the look of the public site', () => {
  it('is one style sheet whose address names it, so that nobody gets an old one and browsers keep the new', async () => {
    const before = await styleOf();
    const kept = await anybody.get(before);
    assert.match(String(kept.headers['cache-control']), /immutable/);
    assert.equal((await put({ colour: '#0a7f3f' })).status, 200);
    const next = await styleOf();
    assert.notEqual(next, before);
    assert.match(String((await anybody.get(next)).body), /--fill:#0a7f3f/);
    const late = await anybody.get(before);
    assert.match(String(late.body), /--fill:#0a7f3f/, 'a page that somebody kept gets what there is now');
    assert.doesNotMatch(String(late.headers['cache-control']), /immutable/);
    const known = await anybody.get(before, { 'if-none-match': String(late.headers['etag']) });
    assert.equal(known.status, 304);
  });

  it('costs a page no statement', async () => {
    await anybody.get(DOOR);
    const told = await statementsOf(() => anybody.get(DOOR));
    assert.deepEqual(
      told.filter((text) => /site_/.test(text)),
      [],
    );
  });

  it('is chosen by owners and admins, and seen by all colleagues', async () => {
    assert.equal((await agent.get('/api/v1/site/look')).status, 200);
    assert.equal((await put({ colour: '#123456' }, agent)).status, 403);
    assert.equal((await agent.post('/api/v1/site/look/drafts', USUAL)).status, 403);
    assert.equal((await anybody.get('/api/v1/site/look')).status, 401);
  });

  it('takes no value that could be anything but a value', async () => {
    const before = await styleOf();
    for (const part of [
      { colour: 'red' },
      { colour: '#fff;}body{display:none' },
      { font: 'Comic Sans' },
      { corners: '8px' },
      { scheme: 'blue' },
      { variables: [{ name: '--x', light: 'url(https://evil.example)', dark: null }] },
      { variables: [{ name: '--x', light: 'red', dark: 'red}*{color:red' }] },
      { variables: [{ name: '--x:red;}*{--y', light: 'red', dark: null }] },
      { variables: [{ name: '--fill', light: '#ffffff', dark: null }] },
      {
        variables: [
          { name: '--x', light: 'red', dark: null },
          { name: '--x', light: 'blue', dark: null },
        ],
      },
      { variables: Array.from({ length: 41 }, (_one, i) => ({ name: `--x${i}`, light: '0', dark: null })) },
    ])
      assert.equal((await put(part)).status, 400, JSON.stringify(part));
    assert.equal(await styleOf(), before);
  });

  it('refuses texts that nobody could read, and says which', async () => {
    const answer = await put({ variables: [{ name: '--text', light: '#dddddd', dark: null }] });
    assert.equal(answer.status, 400);
    assert.equal(answer.body.error.code, 'site.unreadable');
    assert.match(
      answer.body.error.message,
      /--text cannot be read on --paper on light pages: their contrast is 1\.\d/,
    );
  });

  it('comes back from any of its versions, and is not saved over somebody else’s', async () => {
    const { version, look } = (await owner.get('/api/v1/site/look')).body;
    const wish = (colour: string) =>
      owner.put('/api/v1/site/look', { basedOn: version, look: { ...look, colour } });
    const [one, other] = await Promise.all([wish('#aa0000'), wish('#00aa00')]);
    assert.deepEqual([one.status, other.status].sort(), [200, 409]);
    assert.equal((one.status === 409 ? one : other).body.error.code, 'site.changed_meanwhile');
    assert.equal((await owner.post(`/api/v1/site/look/versions/${version}/restore`)).status, 200);
    assert.deepEqual((await readLook(made.app)).settings, look);
    const { items } = (await owner.get('/api/v1/site/look/versions')).body;
    assert.deepEqual(
      items.slice(0, 2).map((row: { version: number }) => row.version),
      [version + 2, version + 1],
    );
    assert.equal((await owner.post('/api/v1/site/look/versions/99999/restore')).status, 404);
  });

  it('keeps its last twenty versions, and each change is in the log', async () => {
    for (let i = 0; i < 22; i++) {
      const { version: basedOn } = await readLook(made.app);
      await saveLook(made.app, systemActor, {
        basedOn,
        look: { ...USUAL, colour: `#0000${(16 + i).toString(16)}` },
      });
    }
    assert.equal((await owner.get('/api/v1/site/look/versions')).body.items.length, 20);
    const [row] = await made.app.db.query<{ count: number }>(
      "select count(*)::int as count from audit_entries where action = 'site.look_changed'",
    );
    assert.ok(row!.count >= 23, String(row!.count));
  });
});

describe('pictures of the look', () => {
  it('are shown to everybody while they are worn, and no other file is', async () => {
    const [logo, other] = [await keep(PNG, 'base64'), await keep(PNG, 'base64')];
    assert.equal((await put({ logoFileId: logo })).status, 200);
    assert.ok(String((await anybody.get(DOOR)).body).includes(`src="/site/pictures/${logo}"`));
    const shown = await anybody.get(`/site/pictures/${logo}`);
    assert.deepEqual([shown.status, shown.headers['content-type']], [200, 'image/png']);
    assert.match(String(shown.headers['content-security-policy']), /sandbox/);
    assert.equal((await anybody.get(`/site/pictures/${other}`)).status, 404);
    assert.equal((await put({ logoFileId: null })).status, 200);
    assert.equal((await anybody.get(`/site/pictures/${logo}`)).status, 404);
    assert.doesNotMatch(String((await anybody.get(DOOR)).body), /class="logo"/);
  });

  it('may be SVG, of which nothing is left that runs', async () => {
    const id = await keep(SVG);
    assert.equal(
      (await put({ logoFileId: id, darkLogoFileId: await keep(SVG.replace('h9', 'h8')) })).status,
      200,
    );
    assert.match(String((await anybody.get(DOOR)).body), /<source srcset="\/site\/pictures\/file_/);
    const { headers, body } = await anybody.get(`/site/pictures/${id}`);
    assert.equal(headers['content-type'], 'image/svg+xml');
    assert.equal(
      headers['content-security-policy'],
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(String(body), /<path d="M0 0h9v9z"/);
    assert.doesNotMatch(String(body), /script|onload|alert/);
    await put({ logoFileId: null, darkLogoFileId: null });
  });

  it('are nothing else: no text, no page, no file that is gone, and no icon that is not square', async () => {
    for (const bad of [
      await keep('text'),
      await keep('<html><svg></svg></html>'),
      `file_${'0'.repeat(26)}`,
      await keep(`${SVG}${' '.repeat(600_000)}`),
    ])
      assert.equal((await put({ logoFileId: bad })).body.error?.code, 'site.picture_wrong');
    for (const bad of [await keep(PNG, 'base64'), await keep(SVG)])
      assert.equal((await put({ iconFileId: bad })).body.error?.code, 'site.icon_wrong');
  });
});

describe('a look that is tried', () => {
  it('is worn by real pages for whoever has its id, kept nowhere, and may stand in a frame of ours', async () => {
    const logoFileId = await keep(PNG, 'base64');
    const saved = await styleOf();
    const { id } = (await owner.post('/api/v1/site/look/drafts', { ...USUAL, colour: '#abcdef', logoFileId }))
      .body;
    const page = await anybody.get(`${DOOR}?look=${id}&scheme=dark`);
    assert.match(String(page.headers['content-security-policy']), /frame-ancestors 'self'/);
    assert.equal(page.headers['x-frame-options'], 'SAMEORIGIN');
    assert.match(String(page.headers['cache-control']), /no-store/);
    assert.match(String(page.body), /<base target="_blank" \/>[^]*noindex/);
    const style = await anybody.get(await styleOf(`${DOOR}?look=${id}&scheme=dark`));
    assert.match(String(style.body), /^:root\{color-scheme:dark;.*--fill:#abcdef/);
    assert.equal((await anybody.get(`/site/pictures/${logoFileId}?look=${id}`)).status, 200);
    assert.equal((await anybody.get(`/site/pictures/${logoFileId}`)).status, 404);
    assert.equal(await styleOf(), saved, 'readers see nothing of it');
  });

  it('is there for a day, and a forged one is none', async () => {
    const { id } = (await owner.post('/api/v1/site/look/drafts', USUAL)).body;
    await made.app.db.query("update site_drafts set made_at = now() - interval '25 hours'");
    for (const look of [id, 'look_x', `look_${"'".repeat(30)}`, '%00', '']) {
      const page = await anybody.get(`${DOOR}?look=${encodeURIComponent(look)}`);
      assert.match(String(page.headers['content-security-policy']), /frame-ancestors 'none'/, look);
      assert.equal(page.headers['x-frame-options'], 'DENY');
    }
    await owner.post('/api/v1/site/look/drafts', USUAL);
    const [row] = await made.app.db.query<{ count: number }>(
      'select count(*)::int as count from site_drafts',
    );
    assert.equal(row!.count, 1, 'old ones go');
  });
});

describe('the navigation', () => {
  it('stands in the footer of every page in the reader’s words, with names that are text and nothing else', async () => {
    const hostile = '<img src=x onerror=alert(1)>"';
    const entry = { key: 'link:a', isShown: true, names: { en: hostile }, url: 'https://shop.example/?a="b' };
    const answer = await owner.put('/api/v1/site/navigation', {
      basedOn: 0,
      navigation: { header: [], footer: [entry] },
    });
    assert.equal(answer.status, 200);
    const html = String((await anybody.get(DOOR)).body);
    assert.match(html, /<nav class="foot" aria-label="More about us">[^]*href="https:\/\/shop.example\/\?a=/);
    assert.doesNotMatch(html, /<img src=x/);
    assert.equal(
      (await owner.put('/api/v1/site/navigation', { basedOn: 0, navigation: { header: [], footer: [] } }))
        .status,
      409,
    );
    assert.equal(
      (await agent.put('/api/v1/site/navigation', { basedOn: 1, navigation: { header: [], footer: [] } }))
        .status,
      403,
    );
    const { version, navigation } = (await agent.get('/api/v1/site/navigation')).body;
    assert.deepEqual([version, navigation.footer.length], [1, 1]);
  });
});
