import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { storeFile } from '#platform/files/index.ts';
import { saveBrand } from '#people/brand/index.ts';
import { CLOSED, saveCommunity } from '#people/members/index.ts';
import { privatePage, readLook, saveLook } from '#people/site/index.ts';
import { statementsOf } from '../../test/helpers/statements.ts';
import { wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
const { app } = rapport;
after(() => rapport.close());

/** Links that are none: their pages are those of the program, too. */
const PAGES = ['/shared/case/none', '/shared/rating/none', '/shared/approval/none'];
let places = 0;
const open = (path: string) => rapport.browser({ address: `192.0.2.${++places}` }).get(path);
const view = { language: 'de', title: 'Ihr Fall', body: '<h1>Ihr Fall</h1>', foot: '<p>English</p>' };
const logo = async (name: string) =>
  (
    await storeFile(app, {
      name,
      bytes: new TextEncoder().encode(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
      ),
      purpose: 'logo',
    })
  ).id;

describe('pages behind links', () => {
  it('wear the look of the site, are for one reader, and run nothing', async () => {
    for (const path of PAGES) {
      const { status, headers, body } = await open(path);
      const html = String(body);
      assert.equal(status, 404, path);
      assert.match(html, /<link rel="stylesheet" href="\/site\/style\.css\?v=[\w-]{12}" \/>/);
      assert.match(html, /<link rel="stylesheet" href="\/site\/private\.css" \/>/);
      assert.match(html, /<meta name="robots" content="noindex" \/>/);
      assert.doesNotMatch(html, /<script|<style|style="|canonical|og:/);
      assert.match(String(headers['content-security-policy']), /style-src 'self'/);
      assert.equal(headers['cache-control'], 'private, no-store');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.match(String(headers['x-robots-tag']), /noindex/);
      assert.equal(headers['set-cookie'], undefined);
    }
    const { status, headers } = await open('/site/private.css');
    assert.deepEqual([status, headers['content-type']], [200, 'text/css; charset=utf-8']);
  });

  it('have a name that can be read before the company has one', async () => {
    assert.match(await privatePage(app, view), /<a class="name" href="#content">Ihr Fall<\/a>/);
  });

  it('bear the company’s name and logos, and a new look at once', async () => {
    const brand = { names: [], handles: [], hashtags: [], site: 'https://lamp.example' };
    await saveBrand(app, systemActor, { ...brand, name: 'Lamps & <Co>' });
    const { version, settings } = await readLook(app);
    const [before] = /style\.css\?v=[\w-]+/.exec(await privatePage(app, view))!;
    const look = { ...settings, logoFileId: await logo('a.svg'), darkLogoFileId: await logo('b.svg') };
    await saveLook(app, systemActor, { basedOn: version, look });
    const html = await privatePage(app, view);
    assert.match(html, /<html lang="de" dir="ltr">/);
    assert.match(html, /Lamps &#38; &#60;Co&#62;<\/a>/);
    assert.match(html, new RegExp(`srcset="/site/pictures/${look.darkLogoFileId}" media`));
    assert.match(html, new RegExp(`<img class="logo" src="/site/pictures/${look.logoFileId}"`));
    assert.ok(!html.includes(before), 'another look has another address');
    assert.match(html, /<footer><div class="wrap"><p>English<\/p>/);
  });

  it('lead to the site where a part of it is open, and nowhere else', async () => {
    assert.match(await privatePage(app, view), /<a class="name" href="#content">/);
    await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true });
    assert.match(await privatePage(app, view), /<a class="name" href="\/community">/);
    assert.doesNotMatch(await privatePage(app, view), /sign-in|class="sections"/);
  });

  it('cost two statements at most for their look', async () => {
    await privatePage(app, view);
    const told = await statementsOf(() => privatePage(app, view));
    assert.ok(told.length <= 2, told.join('\n'));
  });
});
