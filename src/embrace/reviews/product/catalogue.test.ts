import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { systemActor } from '#platform/app/index.ts';
import { refused } from '../../forum/testing/talkers.ts';
import { productInput } from '../schema.ts';
import { openShop } from '../testing/shop.ts';
import { importProducts } from './products-table.ts';
import { changeProduct, findProduct, listProducts } from './products.ts';

const shop = await openShop();
const { app } = shop;
after(() => shop.test.close());
const table = (text: string, isDryRun = false) => importProducts(app, systemActor, { text, isDryRun });
const counted = ({ fresh, changed, same, problems }: Awaited<ReturnType<typeof table>>) => [
  fresh,
  changed,
  same,
  problems.length,
];
const everything = async () =>
  JSON.stringify([
    await app.db.query('select * from review_products order by id'),
    await app.db.query('select count(*)::int from audit_entries'),
  ]);
const seed = Number(process.env['SEED'] ?? Date.now() % 1e9);
console.log(`seed ${seed}`);

describe('a table of products', () => {
  it('never takes the number of one article for the address of another', async () => {
    const lamp = await shop.product('Lamp', { externalId: 'L-1' });
    const view = await table('sku,name\nlamp,Desk\n');
    assert.deepEqual(counted(view), [1, 0, 0, 0]);
    assert.deepEqual(
      [(await findProduct(app, 'lamp'))?.id, (await findProduct(app, 'lamp'))?.name],
      [lamp.id, 'Lamp'],
    );
    assert.equal((await findProduct(app, 'desk'))?.externalId, 'lamp');
  });

  it('never takes the id of a product that another shop article calls its number', async () => {
    const cup = await shop.product('Cup');
    assert.deepEqual(counted(await table(`sku,name\n${cup.id},Saucer\n`)), [1, 0, 0, 0]);
    assert.equal((await findProduct(app, 'cup'))?.name, 'Cup');
  });

  it('finds a product by its number first, also where its address is now that of another', async () => {
    const [one, two] = [
      await shop.product('First of two', { externalId: 'F-1' }),
      await shop.product('Second of two', { externalId: 'F-2' }),
    ];
    const view = await table(`sku,slug,name\nF-1,${two.slug},Renamed\n`);
    assert.deepEqual(counted(view), [0, 0, 0, 1]);
    assert.match(view.problems[0]!.reason, /Another product/);
    const names = (await listProducts(app)).filter(({ id }) => id === one.id || id === two.id);
    assert.deepEqual(names.map(({ name }) => name).sort(), ['First of two', 'Second of two']);
  });

  it('is the same when it comes again, also with addresses that are written as people write them', async () => {
    const csv = 'sku,slug,name,text\nG-1,Größe XL,Coat,Warm\nG-2,write,Pen,\nG-3,,Ink – blue!,\n';
    assert.deepEqual(counted(await table(csv)), [3, 0, 0, 0]);
    assert.deepEqual(counted(await table(csv)), [0, 0, 3, 0]);
    const bare = 'slug,name\nGröße S,Vest\n';
    assert.deepEqual(counted(await table(bare)), [1, 0, 0, 0]);
    assert.deepEqual(counted(await table(bare)), [0, 0, 1, 0], 'known by its address alone');
  });

  it('keeps what it does not tell, also a picture that is still to be fetched and that a product is not sold any more', async () => {
    await table(
      'sku,name,image,url,text\nP-1,Vase,https://pictures.example/vase.png,https://shop.example/vase,Blue\n',
    );
    const vase = (await findProduct(app, 'P-1'))!;
    await changeProduct(
      app,
      systemActor,
      vase.id,
      productInput.parse({ ...vase, slug: vase.slug, isArchived: true }),
    );
    assert.deepEqual(counted(await table('sku,name\nP-1,Tall vase\n')), [0, 1, 0, 0]);
    const { name, slug, url, text, pictureUrl, isArchived } = (await findProduct(app, 'P-1'))!;
    assert.deepEqual(
      { name, slug, url, text, pictureUrl, isArchived },
      {
        name: 'Tall vase',
        slug: 'vase',
        url: 'https://shop.example/vase',
        text: 'Blue',
        pictureUrl: 'https://pictures.example/vase.png',
        isArchived: true,
      },
    );
  });

  it('leaves no trace when it is only tried, whatever is in it', async () => {
    const before = await everything();
    const view = await table(
      'sku,name,slug,image\nP-1,Other vase,other,https://pictures.example/x.png\nZ-1,New,,\nZ-2,,,\nZ-1,Newer,,\n',
      true,
    );
    assert.deepEqual(counted(view), [1, 2, 0, 1]);
    assert.equal(await everything(), before);
  });

  it('that many bring at once, in any order, is brought once', async () => {
    const rows = Array.from({ length: 10 }, (_, n) => `R-${n},Row ${n}`);
    const at = (turn: number) => (turn % 2 === 0 ? rows : rows.toReversed());
    const views = await Promise.all(
      Array.from({ length: 4 }, (_, turn) => table(`sku,name\n${at(turn).join('\n')}\n`)),
    );
    assert.equal(
      views.reduce((sum, { fresh }) => sum + fresh, 0),
      10,
    );
    assert.deepEqual(
      views.flatMap(({ problems }) => problems),
      [],
    );
    const again = await Promise.all(
      Array.from({ length: 4 }, (_, turn) =>
        table(
          `sku,name,text\n${at(turn)
            .map((row) => `${row},Now ${turn}`)
            .join('\n')}\n`,
        ),
      ),
    );
    assert.deepEqual(
      again.flatMap(({ problems }) => problems),
      [],
    );
    const texts = await app.db.query(
      `select distinct text from review_products where external_id like 'R-%'`,
    );
    assert.equal(texts.length, 1, 'the last whole table wins');
  });

  it('is read or told line by line, with the line of the file, and never breaks on what people put into it', async () => {
    const view = await table(
      [
        'sku,name,url,slug',
        'H-1,"<img src=x onerror=alert(1)>",,',
        'H-2,"\u202Eenohp\u202C",,',
        'H-3,x,ftp://shop.example,',
        `H-4,${'x'.repeat(5000)},,`,
        'H-5,ok,,../../etc',
        `${'9'.repeat(121)},ok,,`,
        'H-7,"two\nlines",,',
        'H-8,🧭,,',
      ].join('\n'),
    );
    assert.deepEqual(
      view.problems.map(({ line }) => line),
      [4, 5, 7],
    );
    assert.equal((await findProduct(app, 'H-5'))?.slug, 'etc');
    assert.equal((await findProduct(app, 'H-8'))?.slug, 'product');
    const page = String((await shop.test.browser().get('/reviews?n=h')).body);
    assert.ok(!page.includes('<img src=x'));
  });

  it('ends in what a plain list would be, whatever tables come one after the other', async () => {
    const row = fc.record({
      sku: fc.constantFrom('M-1', 'M-2', 'M-3'),
      name: fc.constantFrom('Model one', 'Model two', 'Model three'),
      text: fc.constantFrom('', 'Oak', 'Ash'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(row, { minLength: 1, maxLength: 4 }), { maxLength: 3 }),
        async (tables) => {
          await app.db.query(`delete from review_products where external_id like 'M-%'`);
          const plain = new Map<string, { name: string; text: string; slug: string }>();
          for (const rows of tables) {
            const told = [0, 0, 0, 0];
            for (const { sku, name, text } of rows) {
              const [known, slug] = [plain.get(sku), name.toLowerCase().replace(' ', '-')];
              const isTaken = [...plain].some(([key, one]) => key !== sku && one.slug === slug);
              if (!known && isTaken) told[3]!++;
              else if (!known) {
                told[0]!++;
                plain.set(sku, { name, text, slug });
              } else if (known.name === name && (text === '' || known.text === text)) told[2]!++;
              else {
                told[1]!++;
                plain.set(sku, { ...known, name, text: text || known.text });
              }
            }
            const csv = rows.map((one) => `${one.sku},${one.name},${one.text}`).join('\n');
            assert.deepEqual(counted(await table(`sku,name,text\n${csv}\n`)), told);
          }
          const stored = (await listProducts(app)).filter(({ externalId }) => externalId?.startsWith('M-'));
          assert.deepEqual(
            stored.map(({ externalId, name, text, slug }) => [externalId, { name, text, slug }]).sort(),
            [...plain].sort(),
          );
        },
      ),
      { seed, numRuns: 15 },
    );
  });
});

describe('a product', () => {
  it('is changed by many at once into what one of them said, as a whole', async () => {
    const { id } = await shop.product('Chair');
    const turn = (n: number) =>
      productInput.parse({ name: `Chair ${n}`, text: `Text ${n}`, externalId: `C-${n}` });
    await Promise.all(Array.from({ length: 32 }, (_, n) => changeProduct(app, systemActor, id, turn(n))));
    const [, n] = /^C-(\d+)$/.exec((await findProduct(app, id))!.externalId!)!;
    const { name, text, slug } = (await findProduct(app, id))!;
    assert.deepEqual([name, text, slug], [`Chair ${n}`, `Text ${n}`, `chair-${n}`]);
  });

  it('is not changed by half where its picture is not there', async () => {
    const { id } = await shop.product('Bench');
    const before = await everything();
    await assert.rejects(
      changeProduct(
        app,
        systemActor,
        id,
        productInput.parse({ name: 'Pew', pictureFileId: `file_${'0'.repeat(26)}` }),
      ),
      refused('file.not_found'),
    );
    assert.equal(await everything(), before);
  });
});
