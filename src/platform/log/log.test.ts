import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { AppError } from '#platform/errors/index.ts';
import { createLogger } from './index.ts';

const SECRET = 'correct-horse-battery';

function logged(write: (log: ReturnType<typeof createLogger>) => void, level = 'debug'): string {
  let lines = '';
  write(createLogger(level, { write: (line: string) => void (lines += line) }));
  return lines;
}

describe('the log', () => {
  it('writes one line of JSON for each message, from its level on', () => {
    const lines = logged((log) => {
      log.debug({}, 'quiet');
      log.info({ count: 2 }, 'two\nlines');
      log.error({}, 'loud');
    }, 'info')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map((line) => [line.msg, line.count]),
      [
        ['two\nlines', 2],
        ['loud', undefined],
      ],
    );
    assert.equal(
      logged((log) => log.error({}, 'x'), 'silent'),
      '',
    );
  });

  for (const name of [
    'password',
    'newPassword',
    'passwordHash',
    'passphrase',
    'token',
    'accessToken',
    'session_token',
    'secret',
    'clientSecret',
    'secretKey',
    'Authorization',
    'cookie',
    'Set-Cookie',
    'accessJwt',
    'refreshJwt',
    'credentials',
    'apiKey',
    'api_key',
    'privateKey',
  ]) {
    it(`hides ${name} at any depth`, () => {
      const inner = {
        [name]: SECRET,
        list: [{ [name]: [SECRET] }],
        map: new Map([['x', { [name]: { deep: SECRET } }]]),
      };
      const text = logged((log) => {
        log.warn(inner, 'flat');
        log.warn({ a: { b: { c: { d: { e: inner } } } } }, 'deep');
        log.warn({ err: new AppError('x', 400, 'x', { [name]: SECRET }) }, 'in an error');
        log.warn(
          { err: new Error('x', { cause: Object.assign(new Error('y'), { params: inner }) }) },
          'in its cause',
        );
        log.child(inner).warn({}, 'of a child');
      });
      assert.doesNotMatch(text, new RegExp(SECRET));
      assert.match(text, /\[hidden\]/);
    });
  }

  it('hides what looks like a secret inside texts, too', () => {
    const texts = [
      `postgres://rapport:${SECRET}@db.example/rapport`,
      `smtp://me%40x.example:${SECRET}@mail.example`,
      `rpt_${'k'.repeat(43)}`,
      `Authorization: Bearer ${SECRET}`,
      `http://localhost/welcome#token=${SECRET}`,
      `GET /invitations/lookup?a=1&token=${SECRET}`,
    ];
    for (const text of texts) {
      const line = logged((log) => {
        log.warn({ reason: text, list: [text] }, text);
        log.error({ err: new Error(text, { cause: new Error(text) }) }, 'x');
      });
      assert.doesNotMatch(line, new RegExp(`${SECRET}|kkkk`), text);
    }
  });

  it('tells of an error what helps and not the row that it quotes', () => {
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      constraint: 'posts_key',
      detail: `Key (text)=(${SECRET}) already exists.`,
      client: { connectionParameters: { password: SECRET } },
      where: SECRET,
    });
    const line = JSON.parse(logged((log) => log.error({ err: error }, 'x')));
    assert.deepEqual(
      [line.err.message, line.err.code, line.err.constraint],
      ['duplicate key', '23505', 'posts_key'],
    );
    assert.match(line.err.stack, /log\.test/);
    assert.doesNotMatch(JSON.stringify(line), new RegExp(SECRET));
  });

  it('shows what is no secret', () => {
    const fields = {
      tokenId: 'tok_1',
      secretCount: 3,
      hasToken: true,
      token: null,
      url: 'https://x.example/a?b=1#c',
      at: new Date(0),
      author: 'pass',
    };
    const line = JSON.parse(logged((log) => log.info(fields, 'user:x@y.example said hello')));
    assert.deepEqual(
      [line.tokenId, line.secretCount, line.hasToken, line.token, line.url, line.at, line.author, line.msg],
      ['tok_1', 3, true, null, fields.url, '1970-01-01T00:00:00.000Z', 'pass', 'user:x@y.example said hello'],
    );
  });

  it('fails for nothing: rings, depth, bytes, strange values', () => {
    const ring: Record<string, unknown> = { name: 'ring' };
    ring['self'] = ring;
    const error = new Error('ring');
    error.cause = error;
    const text = logged((log) => {
      log.info(
        { ring, bytes: Buffer.from(SECRET), big: 1n, fn: () => 1, symbol: Symbol('x'), nan: Number.NaN },
        'x',
      );
      log.info({ err: error }, 'x');
      log.info({ err: 'only a text' }, 'x');
    });
    assert.equal(text.trimEnd().split('\n').length, 3);
    assert.doesNotMatch(text, new RegExp(Buffer.from(SECRET).toString('base64')));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (fields) => {
        assert.doesNotThrow(() => logged((log) => log.info(fields, 'x')));
      }),
    );
  });
});
