import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#platform/errors/index.ts';
import { feedConnector } from './index.ts';

test('addresses are understood as people type them', () => {
  const typed: [string, string][] = [
    ['https://example.com/feed', 'https://example.com/feed'],
    [' http://example.com ', 'http://example.com/'],
    ['example.com/feed', 'https://example.com/feed'],
    ['feed://example.com/feed', 'https://example.com/feed'],
    ['feed:https://example.com/feed', 'https://example.com/feed'],
    ['localhost:8080/feed', 'https://localhost:8080/feed'],
    ['https://example.com/feed#top', 'https://example.com/feed'],
  ];
  for (const [input, url] of typed)
    assert.deepEqual(feedConnector.parseConfig({ url: input }), { url, firstUrl: url }, input);
});

test('the first address survives a move', () => {
  const config = feedConnector.parseConfig({
    url: 'https://new.example/feed',
    firstUrl: 'https://old.example/feed',
  });
  assert.deepEqual(config, { url: 'https://new.example/feed', firstUrl: 'https://old.example/feed' });
});

test('what is no web address is refused with the field', () => {
  for (const input of [
    {},
    null,
    { url: '' },
    { url: 5 },
    { url: 'javascript:alert(1)' },
    { url: 'file:///etc/passwd' },
    { url: 'http://' },
    { url: `http://e/${'a'.repeat(3000)}` },
  ])
    assert.throws(
      () => feedConnector.parseConfig(input),
      (error) =>
        error instanceof AppError && error.code === 'source.config_invalid' && error.params.field === 'url',
      JSON.stringify(input),
    );
});

test('a configuration is described by its address', () => {
  assert.equal(
    feedConnector.describe({ url: 'https://example.com/feed/', firstUrl: 'x' }),
    'example.com/feed',
  );
});
