import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { productInput } from '../schema.ts';
import { pngOf } from '../testing/picture.ts';
import { openShop } from '../testing/shop.ts';
import { fetchPictures } from './pictures.ts';
import { changeProduct, findProduct } from './products.ts';

let asked = 0;
const held: ServerResponse[] = [];
const elsewhere = createServer((request, response) => {
  asked++;
  const path = request.url ?? '';
  if (path.startsWith('/slow')) held.push(response);
  else if (path === '/vase.png') response.end(pngOf('taken at home'));
  else if (path === '/page') response.end('<html>Nothing</html>');
  else response.writeHead(404).end();
});
await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
const { port } = elsewhere.address() as AddressInfo;
const at = (path: string) => `http://127.0.0.1:${port}/${path}`;
const shop = await openShop([], { allowOutward: new Set([`127.0.0.1:${port}`]) });
const { app, test } = shop;
after(async () => {
  await test.close();
  elsewhere.closeAllConnections();
  await new Promise((resolve) => elsewhere.close(resolve));
});
const stranger = test.browser();
const wish = (name: string, path: string) => shop.product(name, { pictureUrl: at(path) });
const pictureOf = async (slug: string) => {
  const { pictureFileId, pictureUrl, pictureProblem } = (await findProduct(app, slug))!;
  return { pictureFileId, pictureUrl, pictureProblem };
};
const files = async () => (await app.db.query(`select 1 from files where purpose = 'reviews'`)).length;

describe('a picture at an address', () => {
  it('is fetched once and shown by us', async () => {
    await wish('Vase', 'vase.png');
    assert.equal(await fetchPictures(app), 1);
    const { pictureFileId, ...rest } = await pictureOf('vase');
    assert.deepEqual(rest, { pictureUrl: null, pictureProblem: null });
    assert.equal((await stranger.get(`/reviews/pictures/${pictureFileId}`)).status, 200);
    const before = asked;
    assert.equal(await fetchPictures(app), 0);
    assert.equal(asked, before);
  });

  it('that is none, or not there, is told with the product and leaves no file', async () => {
    const before = await files();
    await wish('Page', 'page');
    await wish('Nothing', 'nothing');
    assert.equal(await fetchPictures(app), 2);
    assert.match((await pictureOf('page')).pictureProblem!, /no picture at this address/);
    assert.match((await pictureOf('nothing')).pictureProblem!, /answered 404/);
    assert.equal(await files(), before);
    assert.equal(await fetchPictures(app), 0, 'it is not asked for again');
  });

  it('that comes slowly keeps nobody from writing, and is dropped where another one is wished meanwhile', async () => {
    const { id } = await wish('Slow', 'slow.png');
    const before = await files();
    const fetching = fetchPictures(app);
    await until('the picture is asked for', async () => held.length === 1);
    await shop.review(await shop.buyer('maya'), (await findProduct(app, 'slow'))!);
    const other = productInput.parse({ name: 'Slow', slug: 'slow', pictureUrl: at('vase.png') });
    await changeProduct(app, systemActor, id, other);
    held[0]!.end(pngOf('too late', 9));
    assert.equal(await fetching, 2);
    const { pictureFileId, pictureUrl } = await pictureOf('slow');
    assert.equal(pictureUrl, null);
    assert.notEqual(pictureFileId, null);
    assert.equal(await files(), before + 1, 'of the first one nothing is kept');
  });
});
