import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { runSpikes } from './index.ts';
import { readCountLine } from './count-line.ts';

const START = 29_005_920;

interface Told {
  alert: string;
  event: string;
  minute: number;
  severity: number;
  expected: number;
  observed: number;
  since: number;
  reason?: string;
}

async function run(chunks: Iterable<string> | AsyncIterable<string>, ...argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [textOf(stdout), textOf(stderr)];
  const stdin = (async function* () {
    yield* chunks;
  })();
  const code = await runSpikes(argv, { stdin, stdout, stderr });
  stdout.end();
  stderr.end();
  const written = await out;
  const told = written.startsWith('{')
    ? written
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Told)
    : [];
  return { code, told, written, err: await err };
}

async function textOf(stream: PassThrough): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** Three hours of four a minute, forty minutes of forty, three hours of four. */
function story(line: (minute: number, count: number) => string): string[] {
  return Array.from({ length: 400 }, (_, age) => {
    const count = age >= 180 && age < 220 ? 40 : 4 + (age % 3) - 1;
    return `${line(START + age, count)}\n`;
  });
}

test('tells start, updates and end of an incident, whichever way the minutes are written', async () => {
  const ways = [
    (minute: number, count: number) => JSON.stringify([minute, count]),
    (minute: number, count: number) => JSON.stringify({ minute, count }),
    (minute: number, count: number) => JSON.stringify([minute * 60, count]),
    (minute: number, count: number) => JSON.stringify({ minute: minute * 60_000 + 59_000, count }),
    (minute: number, count: number) => JSON.stringify([new Date(minute * 60_000).toISOString(), count]),
    (minute: number, count: number) => `${minute},${count}`,
    (minute: number, count: number) =>
      `${new Date(minute * 60_000).toISOString().slice(0, 16).replace('T', ' ')}\t${count}`,
  ];
  const first = await run(story(ways[0]!));
  assert.deepEqual(
    first.told.map(({ event }) => event).filter((event) => event !== 'update'),
    ['start', 'end'],
  );
  const [start] = first.told;
  assert.equal(start?.alert, first.told.at(-1)?.alert);
  assert.ok(start!.minute - START - 180 <= 10 && start!.minute >= START + 180);
  assert.ok(start!.observed > 2 * start!.expected);
  assert.equal(first.told.at(-1)?.reason, 'calm');
  assert.equal(first.err, '');
  for (const way of ways.slice(1)) assert.deepEqual((await run(story(way))).told, first.told, String(way));
});

test('writes an alert before it reads on', async () => {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  let heard: ((line: string) => void) | undefined;
  const started = new Promise<string>((resolve) => {
    heard = resolve;
  });
  stdout.on('data', (chunk) => heard?.(String(chunk)));
  let isOver = false;
  const stdin = (async function* () {
    for (const line of story((minute, count) => `[${minute},${count}]`).slice(0, 219)) yield line;
    assert.match(await started, /"event":"start"/);
    isOver = true;
  })();
  assert.equal(await runSpikes([], { stdin, stdout, stderr }), 0);
  assert.ok(isOver);
});

test('a bad line is reported with its number and reason, and the rest goes on', async () => {
  const lines = story((minute, count) => `[${minute}, ${count}]`);
  const bad = [
    'nonsense\n',
    '[1,2,3]\n',
    '{"minute": 5}\n',
    '["soon", 5]\n',
    `[${START}, -1]\n`,
    `[${START}, 1.5]\n`,
    `[${START}, true]\n`,
    '{"minute": 29005920, "count": [7]}\n',
    '[[]\n',
    `${'x'.repeat(70_000)}\n`,
    '\n',
  ];
  const { code, told, err } = await run([...bad, ...lines], '--stats');
  assert.equal(code, 0);
  assert.deepEqual(told, (await run(lines)).told);
  const reports = err.trimEnd().split('\n');
  assert.deepEqual(
    reports.slice(0, -1).map((report) => Number(/^line (\d+): /.exec(report)?.[1])),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  assert.deepEqual(JSON.parse(reports.at(-1)!), { lines: 410, bad: 10, minutes: 400, alerts: 1 });
});

test('lines of minutes that went by add to them; older ones are passed over', async () => {
  const calm = story((minute) => `[${minute}, 4]`);
  const late = Array.from({ length: 30 }, (_, age) => `[${START + 370 + age}, 60]\n`);
  const { told, err } = await run([...calm, ...late, `[${START - 5}, 9]\n`, `[${START + 400}, 4]\n`]);
  assert.equal(told[0]?.event, 'start');
  assert.equal(told[0]?.minute, START + 400);
  assert.match(err, /^line 431: minute \d+ lies more than twelve hours before the newest; passed over\n$/);
});

test('minutes without a line are zeros, or unknown when told so', async () => {
  const sparse = Array.from({ length: 1500 }, (_, age) => age)
    .filter((age) => age < 700 || age >= 1000)
    .map((age) => `[${START + age}, ${6 + (age % 2)}]\n`);
  const zeros = await run(sparse, '--stats');
  const unknown = await run(sparse, '--gaps', 'unknown', '--stats');
  assert.equal(JSON.parse(zeros.err).minutes, 1500);
  assert.ok(zeros.told.length > 0, 'after five hours of nothing, six a minute are news');
  assert.deepEqual(unknown.told, []);
  const said = await run(
    Array.from({ length: 1500 }, (_, age) =>
      JSON.stringify([START + age, age < 700 || age >= 1000 ? 6 + (age % 2) : null]).concat('\n'),
    ),
  );
  assert.deepEqual(said.told, [], 'null says it too');
});

test('a gap of months begins anew instead of taking hours', async () => {
  const again = story((minute, count) => `[${minute + 60 * 24 * 3650}, ${count}]`);
  const { told } = await run([...story((minute, count) => `[${minute}, ${count}]`), ...again]);
  assert.equal(told.filter(({ event }) => event === 'start').length, 2);
});

test('options that are wrong end it with 2 and say what is right', async () => {
  for (const [argv, says] of [
    [['--gaps', 'maybe'], /--gaps is zero or unknown/],
    [['--zone', 'Atlantis'], /--zone is the name of a time zone/],
    [['--sensitivity', 'toString'], /--sensitivity is low, normal or high/],
    [['--what'], /Unknown option/],
  ] as const) {
    const { code, err } = await run([], ...argv);
    assert.equal(code, 2);
    assert.match(err, says);
  }
  assert.match((await run([], '--help')).written, /^rapport spikes /);
});

test('what a line can hold', () => {
  assert.deepEqual(readCountLine('[7, 0]'), { minute: 7, count: 0 });
  assert.deepEqual(readCountLine('{"minute":"2026-03-29T02:30+02:00","count":3}'), {
    minute: Date.UTC(2026, 2, 29, 0, 30) / 60_000,
    count: 3,
  });
  assert.deepEqual(readCountLine('["2026-03-29T00:30", null]'), {
    minute: Date.UTC(2026, 2, 29, 0, 30) / 60_000,
    count: undefined,
  });
  for (const line of [
    '[1e300, 1]',
    '[-5, 1]',
    '[5.5, 1]',
    '["2026-13-01T00:00Z", 1]',
    'null',
    '5',
    '"a"',
    '[null, 1]',
  ])
    assert.equal(typeof readCountLine(line), 'string', line);
});
