import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { acceptForms, givenForm } from './forms.ts';

async function given(contentType: string, payload: string | Buffer) {
  const server = Fastify();
  acceptForms(server);
  server.post('/', async (request) => {
    const form = givenForm(request);
    const file = form.file('file');
    return {
      text: form.text('text'),
      all: form.all('text'),
      missing: form.text('missing'),
      below: form.below('field.'),
      file: file && [file.name, Buffer.from(file.bytes).toString()],
    };
  });
  const answer = await server.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': contentType },
    payload,
  });
  await server.close();
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
}

const URLENCODED = 'application/x-www-form-urlencoded';
const part = (head: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;

test('reads what forms send, with line breaks as one sign and nothing that cannot be stored', async () => {
  for (const [payload, text] of [
    ['text=a+b%26c', 'a b&c'],
    ['text=one%0D%0Atwo%0Dthree', 'one\ntwo\nthree'],
    ['text=a%00b%07c%1Bd', 'abcd'],
    ['text=%F0%9F%98%80', '😀'],
    ['text=', ''],
    ['', ''],
    ['%%%', ''],
  ] as const)
    assert.equal((await given(URLENCODED, payload)).body['text'], text, payload);
  const several = await given(URLENCODED, 'text=a&text=b&__proto__=x');
  assert.deepEqual(several.body['all'], ['a', 'b']);
  assert.equal(several.body['missing'], '');
  const named = await given(URLENCODED, 'field.a=1&field.b=2&field.a=3&fields=4&field.__proto__=5');
  assert.deepEqual(Object.entries(Object(named.body['below'])).slice(0, 2), [
    ['a', '1'],
    ['b', '2'],
  ]);
});

test('reads forms with files, and tells fields from files', async () => {
  const whole = `${part('name="text"', 'a\r\nb')}${part('name="file"; filename="x.png"', 'bytes')}--b--\r\n`;
  const { body } = await given('multipart/form-data; boundary=b', whole);
  assert.deepEqual([body['text'], body['file']], ['a\nb', ['x.png', 'bytes']]);
  const named = `${part('name="text"; filename="t"', 'no field')}${part('name="file"', 'no file')}--b--\r\n`;
  const other = await given('multipart/form-data; boundary=b', named);
  assert.deepEqual([other.body['text'], other.body['file']], ['', undefined]);
  const empty = `${part('name="file"; filename=""', '')}--b--\r\n`;
  assert.equal((await given('multipart/form-data; boundary=b', empty)).body['file'], undefined);
});

test('what is no form, or a broken one, is an empty one', async () => {
  for (const [type, payload] of [
    ['multipart/form-data; boundary=b', '--b\r\nbroken'],
    ['multipart/form-data', '--b--'],
    ['multipart/form-data; boundary=b', `${part('name="text"', 'x').repeat(40)}--b--\r\n`],
  ] as const)
    assert.deepEqual((await given(type, payload)).body, { text: '', all: [], missing: '', below: {} }, type);
  assert.equal((await given('application/xml', '<a/>')).status, 415);
});
