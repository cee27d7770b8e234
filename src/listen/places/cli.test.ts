import assert from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { runPlaces } from './cli.ts';

interface Run {
  readonly code: number;
  readonly lines: Record<string, unknown>[];
  readonly said: string;
  readonly errors: string;
}

async function run(input: string, ...argv: string[]): Promise<Run> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [said, errors] = [textOf(stdout), textOf(stderr)];
  const code = await runPlaces(argv, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr });
  stdout.end();
  stderr.end();
  const written = await said;
  const lines = written.startsWith('{')
    ? written
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  return { code, lines, said: written, errors: await errors };
}

describe('rapport places', () => {
  it('answers each line with one line, in order', async () => {
    const { code, lines } = await run('Philly\nyour heart\n{"id":7,"profileLocation":"Köln"}\n');
    assert.equal(code, 0);
    assert.deepEqual(
      lines.map(({ id, country, city, place }) => ({ id, country, city, place })),
      [
        { id: undefined, country: 'US', city: 'Philadelphia', place: undefined },
        { id: undefined, country: undefined, city: undefined, place: null },
        { id: 7, country: 'DE', city: 'Köln', place: undefined },
      ],
    );
  });

  it('gives every field that is promised', async () => {
    const { lines } = await run('Springfield\n');
    assert.deepEqual(Object.keys(lines[0]!), [
      'country',
      'countryName',
      'region',
      'regionCode',
      'area',
      'city',
      'postcodeArea',
      'latitude',
      'longitude',
      'confidence',
      'ambiguous',
      'candidates',
      'source',
    ]);
    assert.equal(lines[0]!['source'], 'profile');
  });

  it('keeps the id where there is no place', async () => {
    const { lines } = await run('{"id":"a","profileLocation":"Hogwarts"}\n');
    assert.deepEqual(lines, [{ id: 'a', place: null }]);
  });

  it('reads text, time zone and position of a JSON line', async () => {
    const { lines } = await run(
      '{"text":"no power in Lyon"}\n{"timeZone":"Asia/Tokyo"}\n{"geo":{"lat":52.52,"lon":13.4}}\n{"profileLocation":null,"geo":null}\n',
    );
    assert.deepEqual(
      lines.map(({ source, country }) => [source, country]),
      [
        ['text', 'FR'],
        ['timezone', 'JP'],
        ['geo', 'DE'],
        [undefined, undefined],
      ],
    );
  });

  it('takes a broken JSON line for a profile text, and an empty line for nobody', async () => {
    const { lines } = await run('{Berlin\n\n{"profileLocation": 5}\nRome\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[0]!['city'], 'Berlin');
    assert.deepEqual(lines[1], { place: null });
    assert.equal(lines[3]!['city'], 'Rome');
  });

  it('answers a line that is too long with null, and goes on', async () => {
    const { lines } = await run(`${'x'.repeat(1_100_000)}\nOslo\n`);
    assert.deepEqual(lines[0], { place: null });
    assert.equal(lines[1]!['city'], 'Oslo');
  });

  it('tells figures when asked', async () => {
    const { errors } = await run('Oslo\nRome\n', '--stats');
    assert.equal((JSON.parse(errors) as { lines: number }).lines, 2);
  });

  it('explains itself', async () => {
    assert.match((await run('', '--help')).said, /^rapport places </);
    const wrong = await run('', '--nope');
    assert.equal(wrong.code, 2);
    assert.match(wrong.errors, /--nope/);
  });
});
