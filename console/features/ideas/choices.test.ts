import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { array, assert as check, constantFrom, date, property, string, tuple } from 'fast-check';
import { entryInput, type Status } from '#embrace/ideas/schema.ts';
import { countGraphemes } from '../../format/graphemes.ts';
import { handlesIn, momentIn, publishAtOf, titleFrom, votableOf } from './choices.ts';
import { STATUSES } from './search.ts';
import { ideaOf } from './testing/idea.ts';

describe('ideas to vote for in the name of a customer', () => {
  const ids = (ideas: readonly { id: string }[]) => ideas.map(({ id }) => id);
  const numbered = (statuses: readonly Status[], prefix: string) =>
    statuses.map((status, at) => ideaOf({ id: `${prefix}_${at}`, status }));

  it('are never ones that were decided or merged', () => {
    const statuses = array(constantFrom<Status>(...STATUSES, 'duplicate'), { maxLength: 40 });
    check(
      property(statuses, statuses, (similar, all) => {
        const found = votableOf(numbered(similar, 'near'), numbered(all, 'far'));
        for (const { status } of found)
          assert.ok(!['shipped', 'declined', 'duplicate'].includes(status), status);
        const isNear = found.some(({ id }) => id.startsWith('near'));
        assert.ok(isNear || found.length <= 20);
        assert.equal(
          isNear,
          similar.some((status) => STATUSES.indexOf(status) >= 0 && STATUSES.indexOf(status) < 4),
        );
      }),
    );
  });

  it('are the first of all where everything alike is shipped already', () => {
    const all = numbered(['open', 'planned', 'declined'], 'far');
    assert.deepEqual(ids(votableOf(numbered(['shipped'], 'near'), all)), ['far_0', 'far_1']);
    assert.deepEqual(ids(votableOf(numbered(['shipped', 'building'], 'near'), all)), ['near_1']);
    assert.deepEqual(votableOf([], []), []);
  });
});

describe('the title of an idea from a post', () => {
  const family = '👨‍👩‍👧‍👦';

  it('cuts no character in two, however it is made', () => {
    const text = `${'x'.repeat(99)}${family}${family}`;
    assert.equal(titleFrom({ title: null, text }), `${'x'.repeat(99)}${family}`);
    const piece = constantFrom('a', 'é', 'e\u0301', family, '🇩🇪', '𝒳', ' ', '\n', 'ש');
    check(
      property(array(piece, { maxLength: 150 }), (pieces) => {
        const title = titleFrom({ title: null, text: pieces.join('') });
        assert.ok(title.isWellFormed());
        assert.ok(countGraphemes(title) <= 100);
        assert.doesNotMatch(title, /\n|^\s/);
      }),
    );
  });

  it('is one line of the title, or of the text where the title says nothing', () => {
    assert.equal(titleFrom({ title: 'Dark\r\n mode', text: 'Please' }), 'Dark mode');
    for (const title of [null, '', ' \n'])
      assert.equal(titleFrom({ title, text: ' A\tdark   mode\n' }), 'A dark mode');
  });
});

describe('names of those who see a board', () => {
  it('are read with or without @, by any separator, each once and in small letters', () => {
    assert.deepEqual(handlesIn('@Nora, max;NORA\n  @li-2 @@max'), ['nora', 'max', 'li-2']);
    for (const nobody of ['', ' ', '@', ', ;@\n']) assert.deepEqual(handlesIn(nobody), []);
  });

  it('come back the same from a list that was written from them', () => {
    check(
      property(string(), constantFrom(' ', ', ', '\n@', ';'), (typed, between) => {
        const handles = handlesIn(typed);
        assert.deepEqual(handlesIn(handles.join(between)), handles);
      }),
    );
  });
});

describe('when an entry of the changelog is read', () => {
  const days = date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

  it('stays to the minute where somebody only mends a word of it, in every zone', () => {
    check(
      property(days, (at) => {
        at.setUTCSeconds(0, 0);
        const { when, day } = momentIn({ publishAt: at.toISOString(), isPublished: false });
        assert.equal(when, 'later');
        assert.equal(Date.parse(publishAtOf(when, day) ?? ''), at.getTime());
      }),
    );
  });

  it('is now for what is out, and nothing for a draft', () => {
    assert.deepEqual(momentIn(undefined), { when: 'draft', day: '' });
    assert.equal(momentIn({ publishAt: null, isPublished: false }).when, 'draft');
    assert.equal(momentIn({ publishAt: '2026-11-01T10:00:00.000Z', isPublished: true }).when, 'now');
    assert.deepEqual([publishAtOf('draft', '2026-11-01T10:00'), publishAtOf('later', '')], [null, null]);
  });

  it('is a moment that the server takes, with seconds from the browser or without', () => {
    check(
      property(tuple(days, constantFrom(16, 19)), ([at, letters]) => {
        const publishAt = publishAtOf('later', at.toISOString().slice(0, letters));
        assert.ok(entryInput.safeParse({ title: 'New', publishAt }).success, String(publishAt));
      }),
    );
  });
});
