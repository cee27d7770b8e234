import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { forgetPosts } from '#listen/posts/index.ts';
import { pick, randomFrom, shuffled } from '../../../../test/helpers/random.ts';
import { edited } from '../testing/edits.ts';
import { type ClusterStage, createClusterStage } from '../testing/stage.ts';
import { keepCopies } from './keep.ts';
import { copiesOf, duplicatesOf } from './read.ts';

const OUTAGE = 'The broadband in Harbour Street is down again since Monday, and nobody answers the phone';
const SOUP =
  'Your recipe for lentil soup saved our Sunday, the children asked for a second bowl and then a third';
const NOON = Date.UTC(2026, 9, 5, 12);
const at = (minutes: number) => new Date(NOON + minutes * 60_000);

describe('copies of stored posts', () => {
  let stage: ClusterStage;
  before(async () => {
    stage = await createClusterStage();
  });
  beforeEach(() =>
    stage.app.db.query(
      'truncate posts, post_topics, topic_count_changes, copy_posts, copy_texts, copy_bands, copy_due, copy_rules',
    ),
  );
  after(() => stage.close());

  const author = (name: string) => ({ externalId: name, handle: `${name}.example` });
  const say = (text: string, more: Partial<InboundPost> = {}) =>
    stage.post(text, { createdAt: at(0), ...more });
  /** Groups of more than one post, as sorted lists of ids on the network. */
  async function groups(): Promise<string[]> {
    const ids = await stage.idsOf();
    const names = new Map([...ids].map(([name, id]) => [id, name]));
    const copies = await copiesOf(stage.app, [...ids.values()]);
    const byGroup = Map.groupBy(copies.values(), ({ group }) => group);
    return [...byGroup.values()]
      .map((some) => {
        assert.ok(
          some.every(({ posts }) => posts === some.length),
          'the count is the number of posts',
        );
        const first = some.map(({ postId }) => postId).sort()[0];
        assert.ok(
          some.every(({ firstPostId }) => firstPostId === first),
          'the first is the earliest',
        );
        return some
          .map(({ postId }) => names.get(postId))
          .sort()
          .join(' ');
      })
      .sort();
  }

  it('are one group with count, first post and authors; other posts stand alone', async () => {
    await stage.keep(
      say(OUTAGE, { externalId: 'first', author: author('maya') }),
      say(`RT @maya.example: ${OUTAGE}`, { externalId: 'shared', author: author('kim'), createdAt: at(5) }),
      say(`This! ${OUTAGE}`, { externalId: 'comment', author: author('kim'), createdAt: at(40) }),
      say(SOUP, { externalId: 'soup' }),
      say('thanks!', { externalId: 't1' }),
      say('Thanks', { externalId: 't2' }),
    );
    assert.equal(await stage.look(), 6);
    assert.deepEqual(await groups(), ['comment first shared']);
    const ids = await stage.idsOf();
    const found = await duplicatesOf(stage.app, ids.get('shared')!, { limit: 2 });
    assert.deepEqual([found.posts, found.texts, found.authors, found.waiting], [3, 2, 2, 0]);
    assert.equal(found.first.id, ids.get('first'));
    assert.deepEqual(
      found.topAuthors.map(({ author: { handle }, posts }) => [handle, posts]),
      [
        ['kim.example', 2],
        ['maya.example', 1],
      ],
    );
    assert.deepEqual(
      found.items.map(({ externalId }) => externalId),
      ['comment', 'shared'],
    );
    const rest = await duplicatesOf(stage.app, ids.get('shared')!, { limit: 2, cursor: found.nextCursor });
    assert.deepEqual(
      [rest.items.map(({ externalId }) => externalId), rest.nextCursor],
      [['first'], undefined],
    );
    const alone = await duplicatesOf(stage.app, ids.get('t1')!, { limit: 2 });
    assert.deepEqual([alone.group, alone.posts, alone.items.length], [null, 1, 1]);
    assert.equal(await stage.look(), 0, 'nothing is looked at twice');
  });

  it('follow edits and deletes, also of posts that no topic has', async () => {
    await stage.keep(
      say(OUTAGE, { externalId: 'a' }),
      say(OUTAGE, { externalId: 'b' }),
      say(OUTAGE, { externalId: 'c' }),
    );
    await stage.look();
    assert.deepEqual(await groups(), ['a b c']);
    await stage.keep(say(SOUP, { externalId: 'b', version: 2 }));
    await stage.look();
    assert.deepEqual(await groups(), ['a c']);
    await stage.app.db.transaction(() =>
      forgetPosts(stage.app, [{ origin: 'test', externalId: 'c', version: 2 }]),
    );
    await stage.look();
    assert.deepEqual(await groups(), []);
    assert.equal(
      (await stage.app.db.query('select from copy_posts')).length,
      2,
      'nothing is left of the deleted post',
    );
  });

  it('fall apart when the text between them goes', async () => {
    // Each step changes a fifth: neighbours are copies, the ends are not.
    const words = OUTAGE.split(' ');
    const far = [...words.slice(4), 'please', 'somebody', 'help', 'Ødegård'].join(' ');
    const near = [...words.slice(2), 'please', 'somebody'].join(' ');
    await stage.keep(
      say(OUTAGE, { externalId: 'a' }),
      say(near, { externalId: 'b' }),
      say(far, { externalId: 'c' }),
    );
    await stage.look();
    assert.deepEqual(await groups(), ['a b c']);
    await stage.app.db.transaction(() =>
      forgetPosts(stage.app, [{ origin: 'test', externalId: 'b', version: 2 }]),
    );
    await stage.look();
    assert.deepEqual(await groups(), []);
    assert.equal((await stage.app.db.query('select from copy_texts')).length, 2);
    assert.equal(
      (await stage.app.db.query('select from copy_bands where key not in (select key from copy_texts)'))
        .length,
      0,
    );
  });

  it('are the same whatever the order in which posts, edits and deletes came and were looked at', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
    const random = randomFrom(seed);
    const texts = Array.from({ length: 24 }, () => edited(random, [OUTAGE, SOUP][pick(random, 2)]!).text);
    const states = texts.flatMap((text, i) => {
      const [externalId, createdAt] = [`r${String(i).padStart(2, '0')}`, at(pick(random, 90))];
      const first = say(text, { externalId, createdAt });
      const later = { ...say(texts[pick(random, 24)]!, { externalId, createdAt }), version: 2 };
      return random() < 0.4 ? [first, later] : [first];
    });
    const deletes = texts.flatMap((_, i) =>
      random() < 0.2 ? [{ origin: 'test', externalId: `r${String(i).padStart(2, '0')}`, version: 3 }] : [],
    );
    let expected: string[] | undefined;
    for (let round = 0; round < 3; round++) {
      await stage.app.db.query(
        'truncate posts, post_tombstones, copy_posts, copy_texts, copy_bands, copy_due',
      );
      for (const state of shuffled(random, states)) {
        await stage.keep(state);
        if (random() < 0.3) await stage.look();
      }
      await stage.app.db.transaction(() => forgetPosts(stage.app, deletes));
      await stage.look();
      const found = await groups();
      expected ??= found;
      assert.ok(found.length > 0, `seed ${seed}`);
      assert.deepEqual(found, expected, `seed ${seed}, round ${round}`);
    }
  });

  it('are found in parts, go on after a stop, and change nothing when everything is looked at again', async () => {
    const random = randomFrom(11);
    const posts = Array.from({ length: 2300 }, (_, i) =>
      say(i % 3 === 0 ? edited(random, OUTAGE, 'typos').text : `${SOUP} ${(i % 700) + 10}`, {
        externalId: `n${i}`,
      }),
    );
    await stage.keep(...posts);
    const stopped = new AbortController();
    stopped.abort();
    assert.equal(await keepCopies(stage.app, stopped.signal, true), 0);
    assert.equal(await stage.look(), 2300);
    const print = () =>
      stage.app.db.query(
        'select t.group_key, count(*), min(p.post_id) from copy_posts p join copy_texts t using (key) group by 1 order by 1',
      );
    const found = await print();
    assert.ok(found.length > 690);
    await stage.app.db.query('update copy_rules set version = 0');
    assert.equal(await stage.look(), 2300);
    assert.deepEqual(await print(), found);
  });
});
