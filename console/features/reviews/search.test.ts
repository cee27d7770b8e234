import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, dictionary, oneof, property, string, integer, constant } from 'fast-check';
import { LISTS, percentOf, readSearch, starsIn, TABS, whyEmpty } from './search.ts';

describe('the address of the screen of reviews', () => {
  it('keeps what it knows, and leaves out what is usual', () => {
    assert.deepEqual(readSearch({ tab: 'reviews', list: 'answer' }), {});
    const asked = {
      tab: 'asking',
      list: 'held',
      product: 'prd_01kaq0k3c9y6d2b7r8m4f5v1xe',
      stars: 2,
    } as const;
    assert.deepEqual(readSearch(asked), asked);
    assert.deepEqual(readSearch({ stars: '4', product: 'ide_1' }), { stars: 4 });
    for (const stars of [0, 6, 1.5, 'x', null, [], {}]) assert.deepEqual(readSearch({ stars }), {});
  });

  it('is the same when it is read again, whatever stands there', () => {
    const value = oneof(
      string(),
      integer(),
      constant(null),
      ...[...TABS, ...LISTS].map((one) => constant(one)),
    );
    check(
      property(
        dictionary(oneof(constant('tab'), constant('list'), constant('product'), constant('stars')), value),
        (given) => {
          const once = readSearch(given);
          assert.deepEqual(readSearch({ ...once }), once);
        },
      ),
    );
  });
});

describe('an empty list of reviews', () => {
  it('calls nothing answered where nothing was asked for, or can be reviewed', () => {
    assert.equal(whyEmpty({}, 3), 'answer');
    assert.equal(whyEmpty({}, undefined), 'answer');
    for (const list of LISTS) {
      assert.equal(whyEmpty({ list }, 1), list);
      assert.equal(whyEmpty({ list, stars: 2 }, 1), 'narrowed');
      assert.equal(whyEmpty({ list, product: 'prd_1' }, 1), 'narrowed');
      assert.equal(whyEmpty({ list, stars: 2 }, 0), 'no-product');
    }
  });
});

describe('figures of reviews', () => {
  it('are stars for the eye and whole percents', () => {
    assert.deepEqual([1, 3, 5].map(starsIn), ['★☆☆☆☆', '★★★☆☆', '★★★★★']);
    assert.deepEqual([percentOf(1, 3), percentOf(0, 3), percentOf(1, 0)], [33, 0, null]);
  });
});
