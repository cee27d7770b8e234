import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { backOff, Live } from './live.ts';

/** Stands for the browser's EventSource, which Node has only behind a flag. */
class Wire extends EventTarget {
  static all: Wire[] = [];
  isClosed = false;
  readyState = 2;
  constructor() {
    super();
    Wire.all.push(this);
  }
  close() {
    this.isClosed = true;
  }
  say(name: string, data: string) {
    this.dispatchEvent(new MessageEvent(name, { data }));
  }
}
const open = () => new Wire() as unknown as EventSource;

test('waits longer after each failure, never more than half a minute and a bit', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 50].map((failures) => backOff(failures, 0.5)),
    [1, 2, 4, 8, 16, 30, 30],
  );
  assert.ok(backOff(9, 1) <= 34);
});

test('hands events to their listeners and ignores what is not JSON', () => {
  Wire.all = [];
  const live = new Live(open);
  const seen: unknown[] = [];
  const stop = live.on('inbox.changed', (event) => seen.push(event.ids));
  live.start();
  live.start();
  assert.equal(Wire.all.length, 1);
  Wire.all[0]!.say('inbox.changed', '{"ids":["conv_1"],"count":1}');
  Wire.all[0]!.say('inbox.changed', 'not json');
  Wire.all[0]!.say('inbox.changed', 'null');
  stop();
  Wire.all[0]!.say('inbox.changed', '{"ids":["conv_2"],"count":1}');
  assert.deepEqual(seen, [['conv_1']]);
  live.stop();
  assert.equal(Wire.all[0]!.isClosed, true);
});

test('after a gap it connects again and asks everybody to look afresh', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    Wire.all = [];
    const live = new Live(open);
    let resyncs = 0;
    live.on('bus.resync', () => (resyncs += 1));
    live.start();
    Wire.all[0]!.dispatchEvent(new Event('open'));
    assert.equal(live.state(), 'open');
    assert.equal(resyncs, 0);
    Wire.all[0]!.dispatchEvent(new Event('error'));
    assert.equal(live.state(), 'open', 'one short break is not worth a banner');
    mock.timers.tick(2000);
    Wire.all[1]!.dispatchEvent(new Event('error'));
    assert.equal(live.state(), 'retrying');
    mock.timers.tick(5000);
    Wire.all[2]!.dispatchEvent(new Event('open'));
    assert.equal(live.state(), 'open');
    assert.equal(resyncs, 1);
    live.stop();
  } finally {
    mock.timers.reset();
  }
});

test('a stream that opens late asks everybody to look afresh, once', () => {
  const clock = mock.method(performance, 'now', () => 0);
  try {
    Wire.all = [];
    const live = new Live(open);
    let resyncs = 0;
    live.on('bus.resync', () => (resyncs += 1));
    live.start();
    clock.mock.mockImplementation(() => 600);
    Wire.all[0]!.dispatchEvent(new Event('open'));
    assert.equal(resyncs, 1);
    clock.mock.mockImplementation(() => 60_000);
    Wire.all[0]!.dispatchEvent(new Event('open'));
    assert.equal(resyncs, 1, 'the browser knows what it saw last');
    live.stop();
  } finally {
    clock.mock.restore();
  }
});

test('while the browser connects again by itself, nothing is opened beside it', () => {
  Wire.all = [];
  const live = new Live(open);
  let resyncs = 0;
  live.on('bus.resync', () => (resyncs += 1));
  live.start();
  const wire = Wire.all[0]!;
  wire.readyState = 0;
  wire.dispatchEvent(new Event('error'));
  wire.dispatchEvent(new Event('error'));
  assert.equal(live.state(), 'retrying');
  wire.dispatchEvent(new Event('open'));
  assert.equal(live.state(), 'open');
  assert.equal(Wire.all.length, 1);
  assert.equal(resyncs, 0, 'the server says what was missed');
  live.stop();
});
