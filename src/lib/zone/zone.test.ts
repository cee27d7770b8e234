import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomFrom } from '../../../test/helpers/random.ts';
import { isZone, momentOf, wallOf, Zone, zoneOf } from './index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(text);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** Zones whose clocks do what programs forget: half hours, midnight skipped, a day left out, a change of thirty minutes, none at all. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/St_Johns',
  'Africa/Casablanca',
];

describe('a time zone', () => {
  it('is known by its name, and nothing else is one', () => {
    for (const name of [...ZONES, 'Etc/GMT+12']) assert.ok(isZone(name), name);
    for (const name of [
      '',
      ' ',
      'Mars/Olympus',
      '+05:30',
      '-08:00',
      'Europe/Berlin\u0000',
      '../UTC',
      '\ud800',
      'x'.repeat(100_000),
    ])
      assert.ok(!isZone(name), JSON.stringify(name.slice(0, 30)));
    assert.throws(() => new Zone('Mars/Olympus'), RangeError);
  });

  it('is ahead of UTC by what its clocks say, before and after they change', () => {
    const berlin = new Zone('Europe/Berlin');
    assert.equal(berlin.offsetAt(at('2026-03-29T00:59:59.999Z')), HOUR);
    assert.equal(berlin.offsetAt(at('2026-03-29T01:00:00Z')), 2 * HOUR);
    assert.equal(berlin.offsetAt(at('2026-10-25T00:59:59.999Z')), 2 * HOUR);
    assert.equal(berlin.offsetAt(at('2026-10-25T01:00:00Z')), HOUR);
    assert.equal(new Zone('Asia/Kathmandu').offsetAt(at('2026-07-01T00:00:00Z')), 5.75 * HOUR);
    const howe = new Zone('Australia/Lord_Howe');
    assert.equal(
      howe.offsetAt(at('2026-01-01T00:00:00Z')) - howe.offsetAt(at('2026-07-01T00:00:00Z')),
      HOUR / 2,
    );
  });

  it('remembers days, and is not fooled by the order in which they are asked', () => {
    const times = [
      '2026-10-25T12:00:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-24T12:00:00Z',
      '2026-10-26T12:00:00Z',
      '2026-10-25T01:30:00Z',
    ].map(at);
    const one = new Zone('Europe/Berlin');
    const forward = times.map((time) => one.offsetAt(time));
    const backward = times.toReversed().map((time) => new Zone('Europe/Berlin').offsetAt(time));
    assert.deepEqual(forward, backward.toReversed());
    assert.deepEqual(
      forward,
      [1, 2, 2, 1, 1].map((hours) => hours * HOUR),
    );
  });

  it('is told as by a new one however many others and however many days were asked for between', () => {
    const berlin = zoneOf('Europe/Berlin');
    assert.equal(zoneOf('Europe/Berlin'), berlin, 'what it found out is kept');
    const time = at('2026-07-01T12:00:00Z');
    for (let day = 0; day < 20_100; day++) zoneOf('UTC').offsetAt(day * DAY);
    for (const name of Intl.supportedValuesOf('timeZone').slice(0, 70))
      assert.equal(zoneOf(name).offsetAt(time), new Zone(name).offsetAt(time), name);
    assert.equal(zoneOf('Europe/Berlin').offsetAt(time), 2 * HOUR);
    assert.equal(zoneOf('UTC').offsetAt(time), 0);
    assert.throws(() => zoneOf('Europe/Nowhere'), RangeError);
  });

  it('counts hours of the week from Monday, by the clock on the wall', () => {
    const utc = new Zone('UTC');
    assert.equal(utc.hourOfWeek(at('2026-11-23T00:00:00Z')), 0);
    assert.equal(utc.hourOfWeek(at('2026-11-22T23:59:59.999Z')), 167);
    assert.equal(new Zone('Pacific/Kiritimati').hourOfWeek(at('2026-11-22T10:00:00Z')), 0, 'a day ahead');
    assert.equal(new Zone('America/New_York').hourOfWeek(at('2026-11-23T04:59:00Z')), 167, 'still Sunday');
    assert.equal(utc.hourOfWeek(at('1969-12-29T00:00:00Z')), 0, 'before 1970, too');
  });

  it('shows an hour twice in autumn and skips one in spring', () => {
    const berlin = new Zone('Europe/Berlin');
    const hours = (from: string, count: number) =>
      Array.from({ length: count }, (_, hour) => berlin.hourOfWeek(at(from) + hour * HOUR) % 24);
    assert.deepEqual(hours('2026-10-24T23:00:00Z', 5), [1, 2, 2, 3, 4]);
    assert.deepEqual(hours('2026-03-29T00:00:00Z', 3), [1, 3, 4]);
  });
});

describe('the beginning of a day', () => {
  it('is midnight on the wall', () => {
    assert.equal(new Zone('UTC').startOf('2026-11-22'), at('2026-11-22T00:00:00Z'));
    assert.equal(new Zone('Asia/Kathmandu').startOf('2026-11-22'), at('2026-11-21T18:15:00Z'));
    assert.equal(new Zone('America/New_York').startOf('2026-03-09'), at('2026-03-09T04:00:00Z'));
  });

  it('is the first moment after, where clocks skip midnight', () => {
    const beirut = new Zone('Asia/Beirut');
    const start = beirut.startOf('2025-03-30');
    assert.equal(beirut.dayOf(start), '2025-03-30');
    assert.equal(beirut.dayOf(start - 1), '2025-03-29');
    assert.equal((start + beirut.offsetAt(start)) % DAY, HOUR, 'it begins at one');
  });

  it('comes where a whole day was left out', () => {
    const apia = new Zone('Pacific/Apia');
    const start = apia.startOf('2011-12-31');
    assert.deepEqual([apia.dayOf(start), apia.dayOf(start - 1)], ['2011-12-31', '2011-12-29']);
  });

  for (const name of ZONES) {
    it(`is the first of its moments, any day from 2000 to 2037: ${name} (SEED=${seed})`, () => {
      const random = randomFrom(seed);
      const zone = new Zone(name);
      for (let round = 0; round < 60; round++) {
        const day = new Date(at('2000-01-01') + Math.floor(random() * 13_800) * DAY)
          .toISOString()
          .slice(0, 10);
        if (name === 'Pacific/Apia' && day === '2011-12-30') continue;
        const start = zone.startOf(day);
        assert.equal(zone.dayOf(start), day, `${day} begins on itself`);
        assert.ok(zone.dayOf(start - 1) < day, `${day} does not begin earlier`);
        const length = zone.startOf(new Date(at(day) + DAY).toISOString().slice(0, 10)) - start;
        assert.ok(length >= 23 * HOUR && length <= 25 * HOUR, `${day} has ${length / HOUR} hours`);
      }
    });
  }

  it('says of any moment the day in which it lies', () => {
    const random = randomFrom(seed);
    for (const name of ZONES) {
      const zone = new Zone(name);
      for (let round = 0; round < 40; round++) {
        const time = at('2012-01-01') + Math.floor(random() * 9000 * DAY);
        const start = zone.startOf(zone.dayOf(time));
        assert.ok(start <= time && time - start < 25 * HOUR, `${name} ${time} (SEED=${seed})`);
      }
    }
  });
});

it('a time on the wall is one moment: the first of two, and behind a jump where clocks skip it', () => {
  const at = (zone: string, wall: string) => momentOf(zone, wall)?.toISOString();
  assert.equal(at('Europe/Berlin', '2026-11-23T09:00'), '2026-11-23T08:00:00.000Z');
  assert.equal(
    at('Europe/Berlin', '2026-03-29T02:30'),
    '2026-03-29T01:30:00.000Z',
    'half past three by then',
  );
  assert.equal(at('Europe/Berlin', '2026-10-25T02:30'), '2026-10-25T00:30:00.000Z', 'still summer time');
  assert.equal(
    at('Australia/Lord_Howe', '2026-10-04T02:15'),
    '2026-10-03T15:45:00.000Z',
    'half an hour is skipped',
  );
  for (const wall of ['2026-02-30T09:00', '2026-01-01T24:00', 'tomorrow', '2026-1-1T9:00'])
    assert.equal(momentOf('UTC', wall), null, wall);
});

it('any moment of any zone is what its wall shows, but for the second of two', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Pacific/Apia',
  ];
  for (let turn = 0; turn < 300; turn++) {
    const zone = zones[turn % zones.length]!;
    const moment = Date.UTC(2026, 0, 1) + turn * 37.25 * 3_600_000;
    const back = momentOf(zone, wallOf(zone, new Date(moment)))!.getTime();
    assert.ok(
      back === moment || (back < moment && moment - back <= 3_600_000),
      `${zone} ${new Date(moment).toISOString()}`,
    );
    assert.equal(wallOf(zone, new Date(back)), wallOf(zone, new Date(moment)));
  }
});
