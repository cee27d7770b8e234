import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  graceSeconds,
  isTrouble,
  judge,
  nextPollSeconds,
  nextPollTime,
  retryTime,
  type SourceFacts,
  worstOf,
} from './domain.ts';

const NOW = new Date('2026-05-01T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

const WELL: SourceFacts = {
  state: 'running',
  reads: 'stream',
  rhythmSeconds: 60,
  stoppedCode: null,
  failures: 0,
  lastError: null,
  failingSince: null,
  runningSince: ago(3600),
  lastReadAt: ago(2),
  lastItemAt: ago(2),
  newestEventAt: ago(4),
  nextReadAt: null,
  heartbeatAt: ago(3),
};

describe('health', () => {
  const cases: [string, Partial<SourceFacts>, string, RegExp | null][] = [
    ['reads as it should', {}, 'ok', null],
    ['paused by a person', { state: 'paused', failures: 3, stoppedCode: 'x' }, 'paused', null],
    [
      'refused for good',
      { stoppedCode: 'feed.gone', lastError: 'Gone' },
      'stopped',
      /^Gone\. It is not asked again until it is started\.$/,
    ],
    [
      'nothing read yet',
      { lastReadAt: null, lastItemAt: null, newestEventAt: null, runningSince: ago(5) },
      'starting',
      null,
    ],
    [
      'failing',
      { failures: 4, lastError: 'Refused', failingSince: ago(600), nextReadAt: ago(-120) },
      'backing-off',
      /4 attempts failed\. The next one is in 2 min/,
    ],
    ['failing, trying now', { failures: 1, nextReadAt: ago(1) }, 'backing-off', /being tried again now/],
    [
      'silent beyond its rhythm',
      { lastItemAt: ago(61) },
      'quiet',
      /since 2026-05-01 11:58 UTC; usually something comes every 60 s/,
    ],
    ['silent, but only just started', { lastItemAt: ago(4000), runningSince: ago(30) }, 'ok', null],
    ['silent without a rhythm', { rhythmSeconds: 0, lastItemAt: ago(999_999) }, 'ok', null],
    ['far behind', { newestEventAt: ago(7202) }, 'lagging', /2 h behind/],
    ['a poll is never behind', { reads: 'poll', newestEventAt: ago(7200) }, 'ok', null],
    ['no process reads it', { heartbeatAt: ago(61), failures: 2 }, 'quiet', /No process has read it/],
  ];
  for (const [name, facts, health, problem] of cases) {
    it(`${name} → ${health}`, () => {
      const judged = judge({ ...WELL, ...facts }, NOW);
      assert.equal(judged.health, health);
      if (problem) assert.match(judged.problem ?? '', problem);
      else assert.equal(judged.problem, null);
    });
  }

  it('tells the lag as it was when it was last read', () => {
    assert.equal(judge(WELL, NOW).lagSeconds, 2);
    assert.equal(judge({ ...WELL, newestEventAt: null }, NOW).lagSeconds, null);
  });

  it('knows what is worst and whom it concerns', () => {
    assert.equal(worstOf([]), 'ok');
    assert.equal(worstOf(['ok', 'lagging', 'paused']), 'lagging');
    assert.deepEqual(
      ['ok', 'starting', 'paused', 'lagging', 'quiet', 'backing-off', 'stopped'].map((health) =>
        isTrouble(health as 'ok'),
      ),
      [false, false, false, true, true, true, true],
    );
    assert.deepEqual([graceSeconds('stopped'), graceSeconds('quiet')], [0, 60]);
  });
});

describe('trying again', () => {
  const wait = (failures: number, asked?: Date, random = 1) =>
    (retryTime(failures, NOW, asked, random).getTime() - NOW.getTime()) / 1000;

  it('waits twice as long each time, up to five minutes, spread over the second half', () => {
    assert.deepEqual(
      [1, 2, 3, 9, 10, 5000].map((failures) => wait(failures)),
      [1, 2, 4, 256, 300, 300],
    );
    assert.equal(wait(10, undefined, 0), 150);
  });

  it('waits as long as asked, but not for more than a day', () => {
    assert.equal(wait(1, ago(-90)), 90);
    assert.equal(wait(10, ago(-1)), 300);
    assert.equal(wait(1, new Date('9999-01-01')), 86_400);
    assert.equal(wait(1, new Date(Number.NaN)), 1);
  });
});

describe('polling', () => {
  const bounds = { start: 600, min: 60, max: 3600 };

  it('adapts within the bounds', () => {
    assert.equal(nextPollSeconds(bounds, null, true), 600);
    assert.equal(nextPollSeconds(bounds, 600, true), 300);
    assert.equal(nextPollSeconds(bounds, 600, false), 900);
    assert.equal(nextPollSeconds(bounds, 61, true), 60);
    assert.equal(nextPollSeconds(bounds, 3599, false), 3600);
  });

  it('keeps to what the connector asks for, but not below the shortest pause', () => {
    const at = (asked?: Date) =>
      (nextPollTime(bounds, 600, NOW, asked, 0.5).getTime() - NOW.getTime()) / 1000;
    assert.equal(at(), 600);
    assert.equal(at(ago(-7200)), 7200);
    assert.equal(at(ago(10)), 60);
    assert.equal(at(new Date(Number.NaN)), 600);
  });
});
