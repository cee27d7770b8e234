import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../../../test/helpers/app.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { sayIn } from '../messages/index.ts';
import { en } from '../messages/en.ts';
import { readConfig } from '../state/shapes.ts';
import { createActs, leadOpening } from './acts.ts';
import { type Api, CallError } from './api.ts';
import { createKeep } from './keep.ts';
import { recall, remember } from './remember.ts';
import { createStore, type Room } from './room.ts';
import { startSender } from './sender.ts';
import { createEventReader } from './stream.ts';

/** What browsers keep, over reloads. */
function storageOf(map: Map<string, string>, isFull = () => false): Storage {
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem(key: string, value: string) {
      if (isFull()) throw new DOMException('full', 'QuotaExceededError');
      map.set(key, value);
    },
    removeItem: (key: string) => void map.delete(key),
  } as Storage;
}

/** A server that takes each client id once, and loses calls before or after they are done as `fate` says. */
function serverOf(fate: () => 'fine' | 'lost' | 'done-and-lost' | number) {
  const stored: { clientId: string; text: string }[] = [];
  let tokens = 0;
  let calls = 0;
  const post = async (path: string, { body, token }: { body?: unknown; token?: string | null } = {}) => {
    await Promise.resolve();
    calls++;
    const what = fate();
    if (what === 'lost') throw new CallError(0);
    if (typeof what === 'number') throw new CallError(what, 'fake', 'No.', 10);
    if (path === '/visits') return { token: `tok${++tokens}`, messages: [] };
    if (token !== `tok${tokens}`) throw new CallError(401);
    if (path !== '/messages') return {};
    const { clientId, text } = body as { clientId: string; text: string };
    let seq = stored.findIndex((one) => one.clientId === clientId) + 1;
    if (seq === 0) seq = stored.push({ clientId, text });
    if (what === 'done-and-lost') throw new CallError(0);
    return {
      message: { id: `msg_${seq}`, seq, from: 'visitor', text, at: '2026-03-02T10:00:00Z', clientId },
    };
  };
  const api: Api = {
    post,
    get: async () => [],
    open: async () => new ReadableStream(),
    upload: async () => null,
    beacon() {},
  };
  return { api, stored, calls: () => calls, forgetTokens: () => void tokens++ };
}

function roomWith(api: Api, kept = new Map<string, string>()): Room {
  const rest = () => new Promise<void>((resolve) => void setImmediate(resolve));
  const keep = createKeep('wgt_1', storageOf(kept));
  const room: Room = {
    api,
    keep,
    store: createStore(),
    language: 'en',
    page: null,
    identity: null,
    wantsNew: false,
    say: sayIn(en),
    rest,
  };
  room.store.dispatch({ type: 'configured', config: readConfig({ name: 'N' }) });
  return room;
}

/** The parts of a frame that send, as `session` puts them together. */
function start(room: Room) {
  const sender = startSender(room);
  room.store.subscribe(() => sender.wake());
  remember(room);
  leadOpening(room);
  const acts = createActs(room, { add() {}, remove() {}, wake() {} }, { close() {}, left() {} });
  return { acts, isQuiet: () => room.store.state.pending.length === 0 && room.store.state.opening === null };
}

describe('sending', () => {
  it('loses nothing, doubles nothing and keeps the order, whatever is lost on the way', async () => {
    const random = randomFrom(42);
    const { api, stored } = serverOf(
      () => (['fine', 'lost', 'done-and-lost', 503, 429] as const)[Math.floor(random() * 5)]!,
    );
    const room = roomWith(api);
    const { acts, isQuiet } = start(room);
    const texts = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    for (const text of texts) acts.submit(text);
    await until('all is sent', isQuiet);
    assert.deepEqual(
      stored.map(({ text }) => text),
      texts,
    );
    assert.deepEqual(
      room.store.state.messages.map(({ text }) => text),
      texts,
    );
  });

  it('goes on after a reload with the same client id', async () => {
    const kept = new Map<string, string>();
    const hole = serverOf(() => 'lost');
    const before = roomWith(hole.api, kept);
    // Its page is closed while it waits to try again.
    before.rest = () => new Promise(() => {});
    start(before).acts.submit('Am I still there?');
    await until('it was tried', () => before.store.state.pending[0]?.state === 'waiting' && hole.calls() > 0);
    const [pending] = before.store.state.pending;
    const { api, stored } = serverOf(() => 'fine');
    const room = roomWith(api, kept);
    const { isQuiet } = start(room);
    recall(room);
    await until('it is sent', isQuiet);
    assert.deepEqual(stored, [{ clientId: pending!.clientId, text: 'Am I still there?' }]);
    assert.equal(kept.has('rapport.chat.wgt_1.pending'), false);
  });

  it('waits while the browser says that it is offline', async () => {
    const { api, stored } = serverOf(() => 'fine');
    const room = roomWith(api);
    room.store.dispatch({ type: 'online', isOnline: false });
    const { acts, isQuiet } = start(room);
    acts.submit('later');
    for (let turn = 0; turn < 5; turn++) await room.rest(0);
    assert.deepEqual([stored.length, room.store.state.pending.length], [0, 1]);
    room.store.dispatch({ type: 'online', isOnline: true });
    await until('it is sent', isQuiet);
    assert.equal(stored.length, 1);
  });

  it('says why the server will never take something, and tries again when told', async () => {
    let answer: 'fine' | number = 422;
    const { api, stored } = serverOf(() => answer);
    const room = roomWith({
      ...api,
      post: (path, call) => (path === '/visits' ? Promise.resolve({ token: 'tok0' }) : api.post(path, call)),
    });
    const { acts } = start(room);
    acts.submit('refused');
    await until('it is refused', () => room.store.state.pending[0]?.state === 'refused');
    assert.equal(room.store.state.pending[0]?.reason, 'No.');
    answer = 'fine';
    acts.retry(room.store.state.pending[0]!.clientId);
    await until('it is sent', () => stored.length === 1);
  });

  it('makes a new visit when the server no longer knows the old one', async () => {
    const { api, stored, forgetTokens } = serverOf(() => 'fine');
    const room = roomWith(api);
    const { acts, isQuiet } = start(room);
    acts.submit('one');
    await until('one is sent', isQuiet);
    forgetTokens();
    acts.submit('two');
    await until('two is sent', isQuiet);
    assert.deepEqual(
      stored.map(({ text }) => text),
      ['one', 'two'],
    );
  });
});

describe('what is kept', () => {
  it('stays with this tab when the browser has no room, and goes when it is forgotten', () => {
    let isFull = false;
    const kept = new Map<string, string>();
    const keep = createKeep(
      'wgt_1',
      storageOf(kept, () => isFull),
    );
    keep.set('token', 'a');
    isFull = true;
    keep.set('draft', 'b');
    assert.deepEqual([keep.get('token'), keep.get('draft')], ['a', null]);
    keep.forget();
    assert.deepEqual([keep.get('token'), kept.size], [null, 0]);
    const memory = createKeep('wgt_1', null);
    memory.set('token', 'c');
    assert.deepEqual([memory.get('token'), memory.isLasting], ['c', false]);
  });

  it('of two tabs does not hide one’s messages from the other', () => {
    const kept = new Map<string, string>();
    const rooms = [0, 1].map(() => roomWith(serverOf(() => 'lost').api, kept));
    for (const room of rooms) remember(room);
    for (const [index, room] of rooms.entries())
      room.store.dispatch({
        type: 'wrote',
        clientId: `c${index}`,
        text: 'x',
        files: [],
        at: '2026-03-02T10:00:00Z',
      });
    const pending = JSON.parse(kept.get('rapport.chat.wgt_1.pending')!) as { clientId: string }[];
    assert.deepEqual(
      pending.map(({ clientId }) => clientId),
      ['c0', 'c1'],
    );
  });

  it('is left alone when it makes no sense', () => {
    const kept = new Map([
      ['rapport.chat.wgt_1.pending', '[{"clientId":1},null,{"clientId":"c","text":"t","files":[]}]'],
      ['rapport.chat.wgt_1.opening', '{"no":1}'],
      ['rapport.chat.wgt_1.visitor', 'not json'],
    ]);
    const room = roomWith(serverOf(() => 'lost').api, kept);
    recall(room);
    assert.deepEqual([room.store.state.pending.length, room.store.state.opening], [1, null]);
  });
});

describe('a stream of events', () => {
  const text =
    ': hello\n\nevent: message\r\ndata: {"id":"m1",\ndata: "text":"ä🙏"}\n\ndata: not json\n\nevent: typing\rdata: {"isTyping":true}\r\r';

  it('is read the same in pieces of any size', () => {
    const expected = [
      { name: 'message', data: { id: 'm1', text: 'ä🙏' } },
      { name: 'typing', data: { isTyping: true } },
    ];
    for (let size = 1; size <= text.length; size++) {
      const read = createEventReader();
      const found = [];
      for (let at = 0; at < text.length; at += size) found.push(...read(text.slice(at, at + size)));
      found.push(...read('\n'));
      assert.deepEqual(found, expected, `pieces of ${size}`);
    }
  });
});

describe('a letter out of hours', () => {
  const letter = { name: 'Kim', mail: 'kim@example.com', text: 'My line is dead' };
  const answer = { id: 'thr_1', title: 'A dead line', excerpt: '', url: 'https://care.example/t/1' };

  /** A room where letters meet these answers; what was posted, by path. */
  function awayRoom(answers: object[], fate: () => 'fine' | 'lost' = () => 'fine') {
    const posted: string[] = [];
    const { api } = serverOf(() => 'fine');
    const post: Api['post'] = async (path) => {
      posted.push(path);
      if (fate() === 'lost') throw new CallError(0);
      return {};
    };
    const room = roomWith({ ...api, post, get: async () => answers });
    const config = readConfig({ name: 'N', isOpen: false, askFirst: true });
    room.store.dispatch({ type: 'configured', config });
    const { acts } = start(room);
    return { acts, posted, away: () => room.store.state.away };
  }

  it('is sent at once where nothing answers it', async () => {
    const { acts, posted, away } = awayRoom([]);
    acts.writeAway(letter);
    await until('it is sent', () => away().state === 'sent');
    assert.deepEqual([posted, away().mail, away().letter], [['/offline'], 'kim@example.com', null]);
  });

  it('meets answers first, once for the same words, and is kept where it cannot be sent', async () => {
    let isLost = true;
    const { acts, posted, away } = awayRoom([answer], () => (isLost ? 'lost' : 'fine'));
    acts.writeAway(letter);
    await until('answers are there', () => away().state === 'answers');
    assert.deepEqual(posted, []);
    acts.goOnAway();
    await until('it is back', () => away().state === 'writing');
    assert.deepEqual(away().letter, letter);
    isLost = false;
    acts.writeAway({ ...letter, mail: 'kim@other.example' });
    await until('it is sent', () => away().state === 'sent');
    assert.equal(away().mail, 'kim@other.example');
    acts.writeAgain();
    acts.writeAway({ ...letter, text: 'Another thing' });
    await until('other words are asked again', () => away().state === 'answers');
  });

  it('is not sent where an answer helped', async () => {
    const { acts, posted, away } = awayRoom([answer]);
    acts.writeAway(letter);
    await until('answers are there', () => away().state === 'answers');
    acts.helpedAway('thr_1');
    assert.equal(away().helpedBy, 'thr_1');
    acts.takeBackAway();
    assert.deepEqual([away().state, away().letter, posted], ['writing', null, ['/answers/thr_1/helped']]);
  });
});
