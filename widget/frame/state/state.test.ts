import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomFrom } from '../../../test/helpers/random.ts';
import type { Action } from './actions.ts';
import { reduce } from './reduce.ts';
import { looseUploadsOf, nextToSend, offersMail, rowsOf, stageOf, unreadOf } from './select.ts';
import { type Message, readAnswers, readConfig, readFile, readMessage, readVisit } from './shapes.ts';
import { INITIAL, type State } from './state.ts';

const config = (more: object = {}) =>
  readConfig({ name: 'Northwind', isOpen: true, files: { maxBytes: 1e6 }, ...more });
const after = (actions: readonly Action[], from: State = INITIAL) => actions.reduce(reduce, from);
const ready = (more: object = {}): Action => ({ type: 'configured', config: config(more) });
const AT = '2026-03-02T10:00:00.000Z';
const message = (seq: number, more: Partial<Message> = {}): Message => ({
  id: `msg_${seq}`,
  seq,
  from: 'agent',
  author: { name: 'Anna', avatarUrl: null },
  text: `message ${seq}`,
  files: [],
  at: AT,
  clientId: null,
  ...more,
});
const visited = (more: object = {}): Action => {
  const { token: _token, ...visit } = { ...readVisit({}), ...more };
  return { type: 'visited', visit, isAnother: false };
};
const asked: Action = { type: 'asked', clientId: 'c1', text: 'Where is it?', files: [], at: AT };
const wrote = (clientId: string): Action => ({ type: 'wrote', clientId, text: clientId, files: [], at: AT });

describe('the first words', () => {
  const stepAfter = (more: object, ...actions: Action[]) =>
    after([ready(more), asked, ...actions]).opening?.step;
  const answer = { id: 'a', title: 'A', excerpt: '', url: '/a' };

  it('go straight on where nothing is asked', () => assert.equal(stepAfter({}), 'going'));

  it('meet the help centre, then the questions, then go', () => {
    const more = { askFirst: true, asksMail: 'required' };
    assert.equal(stepAfter(more), 'looking');
    assert.equal(stepAfter(more, { type: 'answered', answers: [answer] }), 'answers');
    assert.equal(stepAfter(more, { type: 'answered', answers: [] }), 'details');
    assert.equal(stepAfter(more, { type: 'answered', answers: [answer] }, { type: 'wentOn' }), 'details');
    const introduced: Action = { type: 'introduced', name: null, mail: 'kim@example.com' };
    assert.equal(stepAfter(more, { type: 'answered', answers: [] }, introduced), 'going');
  });

  it('ask nobody twice, and not whom the company knows', () => {
    const introduced: Action = { type: 'introduced', name: null, mail: null };
    const once = after([ready({ asksName: 'optional' }), asked, introduced, wrote('c1')]);
    assert.equal(once.pending.length, 1);
    assert.equal(after([asked], { ...once, pending: [] }).opening?.step, 'going');
    const known = after([ready({ asksMail: 'required' }), visited({ isIdentified: true }), asked]);
    assert.equal(known.opening?.step, 'going');
  });

  it('stay where they are when late answers come, and leave nothing when taken back', () => {
    const going = after([ready(), asked]);
    assert.equal(reduce(going, { type: 'answered', answers: [answer] }), going);
    assert.equal(after([{ type: 'takenBack' }], going).opening, null);
  });
});

describe('messages', () => {
  it('stand once and in order, however often and late they come', () => {
    const random = randomFrom(20260302);
    for (let round = 0; round < 200; round++) {
      const all = Array.from({ length: 8 }, (_, index) => message(index + 1));
      const given = Array.from({ length: 24 }, () => all[Math.floor(random() * all.length)]!).concat(all);
      const state = after([
        ready(),
        visited(),
        ...given.map((one): Action => ({ type: 'said', message: one })),
      ]);
      assert.deepEqual(
        state.messages.map(({ seq }) => seq),
        [1, 2, 3, 4, 5, 6, 7, 8],
      );
    }
  });

  it('take the place of what was pending, with the same key, so that nothing is read out twice', () => {
    const before = after([ready(), visited(), wrote('c1'), wrote('c2')]);
    const own = message(1, { from: 'visitor', clientId: 'c1', text: 'c1' });
    const state = reduce(before, { type: 'said', message: own });
    assert.deepEqual(
      state.pending.map(({ clientId }) => clientId),
      ['c2'],
    );
    const keys = (one: State) => rowsOf(one).flatMap((row) => (row.kind === 'said' ? row.key : []));
    assert.deepEqual(keys(state), keys(before));
    // Its answer was lost and it is sent again: still one.
    assert.equal(reduce(state, { type: 'said', message: own }), state);
    assert.equal(after([wrote('c1')], state).pending.length, 1);
  });

  it('count as unread until they were seen, and only ours', () => {
    const state = after([
      ready(),
      visited({ readSeq: 1 }),
      ...[1, 2, 3].map((seq): Action => ({
        type: 'said',
        message: message(seq, seq === 3 ? { from: 'visitor' } : {}),
      })),
    ]);
    assert.equal(unreadOf(state), 1);
    assert.equal(unreadOf(reduce(state, { type: 'seen', seq: 3 })), 0);
    assert.equal(reduce(reduce(state, { type: 'seen', seq: 3 }), { type: 'seen', seq: 2 }).readSeq, 3);
  });

  it('go when they are taken back, and all go with another visit', () => {
    const state = after([
      ready(),
      visited(),
      { type: 'said', message: message(1) },
      { type: 'said', message: message(2) },
    ]);
    assert.deepEqual(
      after([{ type: 'tookBack', ids: ['msg_1'] }], state).messages.map(({ seq }) => seq),
      [2],
    );
    assert.deepEqual(reduce(state, { ...visited(), isAnother: true } as Action).messages, []);
    assert.deepEqual(reduce(state, { type: 'forgot' }).messages, []);
  });

  it('are drawn with days, runs, the time at the end of a run, and what was seen', () => {
    const own = (seq: number, at: string) => message(seq, { from: 'visitor', author: null, at });
    const state = after([
      ready(),
      visited({
        messages: [
          message(1, { at: '2026-03-01T09:00:00Z' }),
          own(2, AT),
          own(3, '2026-03-02T10:01:00.000Z'),
          own(4, '2026-03-02T10:30:00.000Z'),
        ],
      }),
      { type: 'seenByAgent', seq: 3 },
    ]);
    const rows = rowsOf(state);
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['day', 'said', 'day', 'said', 'said', 'said'],
    );
    const said = rows.flatMap((row) =>
      row.kind === 'said' ? [[row.isOwn, row.isFirst, row.isLast, row.isSeen]] : [],
    );
    assert.deepEqual(said, [
      [false, true, true, false],
      [true, true, false, false],
      [true, false, true, true],
      [true, true, true, false],
    ]);
    assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
  });
});

describe('what is sent', () => {
  const file = { key: 'f1', name: 'a.pdf', size: 5, mediaType: 'application/pdf', id: null };
  const added: Action = { type: 'fileAdded', key: 'f1', name: 'a.pdf', size: 5, mediaType: '', reason: null };
  const stored = readFile({ id: 'file_1', name: 'a.pdf', url: '/f' });

  it('leaves one after the other, and what was refused holds up nobody', () => {
    const state = after([ready(), wrote('c1'), wrote('c2')]);
    assert.equal(nextToSend(state)?.clientId, 'c1');
    assert.equal(nextToSend(reduce(state, { type: 'sending', clientId: 'c1' })), null);
    assert.equal(
      nextToSend(reduce(state, { type: 'refused', clientId: 'c1', reason: 'no' }))?.clientId,
      'c2',
    );
    assert.equal(
      nextToSend(
        after(
          [
            { type: 'refused', clientId: 'c1', reason: 'no' },
            { type: 'again', clientId: 'c1' },
          ],
          state,
        ),
      )?.clientId,
      'c1',
    );
  });

  it('waits for its files, and takes them along', () => {
    const state = after([ready(), added, { ...wrote('c1'), files: [file] } as Action]);
    assert.deepEqual(looseUploadsOf(state), []);
    assert.equal(nextToSend(state), null);
    const done = reduce(state, { type: 'fileDone', key: 'f1', file: stored });
    assert.deepEqual(
      nextToSend(done)?.files.map(({ id }) => id),
      ['file_1'],
    );
    assert.deepEqual(reduce(done, { type: 'discarded', clientId: 'c1' }).uploads, []);
  });

  it('comes back after a reload with its words, and with the files that the server has', () => {
    const pending = [
      {
        clientId: 'c1',
        text: 'a',
        files: [file, { ...file, key: 'f2', id: 'file_2' }],
        at: AT,
        state: 'sending' as const,
        reason: null,
      },
    ];
    const state = after([{ type: 'restored', pending, opening: null, readSeq: 4 }]);
    assert.deepEqual(
      state.pending.map(({ state, files }) => [state, files.length]),
      [['waiting', 1]],
    );
    assert.equal(state.readSeq, 4);
  });
});

describe('the stage', () => {
  it('is the form out of hours, and the chat for who is already talking', () => {
    assert.equal(stageOf(INITIAL), 'loading');
    assert.equal(stageOf(after([{ type: 'configFailed' }])), 'failed');
    assert.equal(stageOf(after([ready()])), 'talk');
    assert.equal(stageOf(after([ready({ isOpen: false })])), 'away');
    assert.equal(stageOf(after([ready({ isOpen: false, whenClosed: 'chat' })])), 'talk');
    assert.equal(stageOf(after([ready({ isOpen: false }), visited()])), 'talk');
    assert.equal(stageOf(after([ready({ isOpen: false }), visited({ isEnded: true, rating: 5 })])), 'away');
    assert.equal(stageOf(after([ready({ needsIdentity: true })])), 'locked');
    assert.equal(stageOf(after([ready({ needsIdentity: true }), visited({ isIdentified: true })])), 'talk');
  });

  it('offers to go on by mail once somebody has written and left no address', () => {
    const own: Action = { type: 'said', message: message(1, { from: 'visitor' }) };
    const state = after([ready({ asksMail: 'optional' }), visited(), own]);
    assert.ok(offersMail(state));
    assert.ok(!offersMail(after([{ type: 'mailGiven', mail: 'k@example.com' }], state)));
    assert.ok(!offersMail(after([ready(), visited(), own])));
  });
});

describe('what the server says', () => {
  it('is read field by field, with nothing that runs', () => {
    assert.equal(readConfig(null).colour, '#2850c8');
    assert.equal(readConfig({ colour: 'red;}' }).colour, '#2850c8');
    assert.equal(readMessage({ id: 'm', at: 'never' }), null);
    assert.equal(
      readMessage({ id: 'm', at: AT, author: { name: 'A', avatarUrl: 'javascript:alert(1)' } })?.author
        ?.avatarUrl,
      null,
    );
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example/x', ' https://x.example'])
      assert.deepEqual([readFile({ url }).url, readAnswers([{ title: 'x', url }]).length], ['', 0], url);
    assert.equal(readFile({ url: '/api/v1/files/f/shown' }).url, '/api/v1/files/f/shown');
  });
});
