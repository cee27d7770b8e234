import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Route } from '#platform/http/index.ts';
import { randomFrom } from '../../test/helpers/random.ts';
import { hostileValue, HOSTILE_TEXTS } from './testing/requests.ts';
import { declaredRoutes, nameOf, type Staff, wholeServer } from './testing/whole-server.ts';
import type { Answer } from '../../test/helpers/browser.ts';

/** Of the inside, in an answer: SQL, names of tables, paths, stacks. */
const LEAK = /\bsyntax error\b|relation "|violates|invalid byte|node_modules|\.ts:\d+|\bat async\b/;
/** More of them by hand: ROUNDS=20 SEED=7. */
const ROUNDS = Number(process.env.ROUNDS ?? 1);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

const rapport = await wholeServer();
after(() => rapport.close());
let owner: Staff;
before(async () => {
  owner = await rapport.staff('owner', 'hostile@staff.example', '192.0.2.200');
});

const tried = declaredRoutes.filter((route) => !route.stream && !route.rawBody);

function assertPlain(answer: Answer, what: string): void {
  const text = JSON.stringify(answer.body ?? '');
  assert.ok(answer.status < 500, `${what}: ${answer.status} ${text.slice(0, 400)}`);
  assert.notEqual(answer.status, 401, `${what}: nothing a body says signs anybody out`);
  if (answer.status >= 400) {
    assert.equal(typeof answer.body.error.code, 'string', what);
    assert.doesNotMatch(text, LEAK, what);
  }
}

function addressWith(route: Route, params: Record<string, unknown>, query: Record<string, unknown>): string {
  const path = route.url.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(wellFormed(String(params[name] ?? 'unknown'))),
  );
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, wellFormed(String(value))] as [string, string]],
    ),
  );
  return `/api/v1${path}?${asked.toString()}`;
}

/** Addresses cannot hold half a letter; bodies can. */
const wellFormed = (text: string) => text.toWellFormed() || '~';

describe(`requests that nobody sends in good faith (SEED=${seed})`, () => {
  it('are answered by every route, in the shape of its schema, without a failure and without a word of the inside', async () => {
    const random = randomFrom(seed);
    const problems: string[] = [];
    let accepted = 0;
    for (const route of tried)
      for (let round = 0; round < ROUNDS; round++) {
        const params = (hostileValue(route.params, random) ?? {}) as Record<string, unknown>;
        const query = (hostileValue(route.query, random) ?? {}) as Record<string, unknown>;
        const body = route.method === 'GET' ? undefined : (hostileValue(route.body, random) ?? {});
        const url = addressWith(route, params, query);
        const answer = await owner.send(route.method, url, body);
        if (answer.status < 300) accepted++;
        try {
          assertPlain(answer, `${nameOf(route)} ${url} ${JSON.stringify(body)?.slice(0, 600)}`);
        } catch (error) {
          problems.push((error as Error).message);
        }
      }
    assert.deepEqual(problems, []);
    assert.ok(
      accepted > (tried.length * ROUNDS) / 5,
      `${accepted} were let through: the shapes are guessed well enough`,
    );
    assert.equal((await owner.get('/api/v1/session')).status, 200);
  });

  it('are answered when a parameter of the address is a hostile text or an id of another kind', async () => {
    const withParams = tried.filter((route) => route.url.includes(':') && route.permission !== 'public');
    assert.ok(withParams.length > 60, String(withParams.length));
    const strange = [...HOSTILE_TEXTS, `conv_${'0'.repeat(26)}`, 'x'.repeat(90), 'conv_', 'CONV_0'];
    for (const [at, route] of withParams.entries())
      for (const text of [strange[at % strange.length]!, strange[(at * 7 + 3) % strange.length]!]) {
        const url = addressWith(route, Object.fromEntries(paramsOf(route).map((name) => [name, text])), {});
        const answer = await owner.send(route.method, url, route.method === 'GET' ? undefined : {});
        assertPlain(answer, `${nameOf(route)} ${JSON.stringify(text)}`);
      }
  });

  it('are refused when the body is no object, is nested deeply, or is too large', async () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    const bodies = ['null', '[]', '7', '"text"', '{"__proto__":{"isAdmin":true}}', '{', '', deep];
    for (const [at, route] of tried.filter((one) => one.body !== undefined).entries())
      for (const payload of [bodies[at % bodies.length]!, bodies[(at + 3) % bodies.length]!]) {
        const answer = await owner.send(route.method, addressWith(route, {}, {}), payload, {
          'content-type': 'application/json',
        });
        assertPlain(answer, `${nameOf(route)} ${payload.slice(0, 40)}`);
        assert.ok(answer.status >= 200, nameOf(route));
      }
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined, 'no prototype was changed');
  });
});

function paramsOf(route: Route): string[] {
  return [...route.url.matchAll(/:(\w+)/g)].map(([, name]) => name!);
}
