import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#platform/errors/index.ts';
import { alternateLink, linkWithRel } from './atom-parts.ts';
import { bodyHtml, readSummary } from './bodies.ts';
import { notAFeed } from './not-a-feed.ts';
import { updateSeconds } from './rhythm.ts';

test('a body is sanitised HTML whatever it was', () => {
  assert.equal(bodyHtml('a < b & c', 'text', null), 'a &lt; b &amp; c');
  assert.equal(bodyHtml('<p>x', 'html', null), '<p>x</p>');
  assert.equal(bodyHtml('a < b', 'unknown', null), 'a &lt; b');
  assert.equal(bodyHtml('<p>x</p>', 'unknown', null), '<p>x</p>');
  assert.equal(bodyHtml('<script>x</script>', 'html', null), null);
  assert.equal(bodyHtml('  ', 'html', null), null);
});

test('a summary is text unless it has markup', () => {
  const none = { summary: null, summaryType: null };
  assert.deepEqual(readSummary('R&amp;D', 'unknown', null), { summary: 'R&D', summaryType: 'text' });
  assert.deepEqual(readSummary('<p>x</p>', 'unknown', null), { summary: '<p>x</p>', summaryType: 'html' });
  assert.deepEqual(readSummary('<p>x</p>', 'text', null), { summary: '<p>x</p>', summaryType: 'text' });
  assert.deepEqual(readSummary('a &lt; b', 'html', null), { summary: 'a < b', summaryType: 'text' });
  assert.deepEqual(readSummary('<script>x</script>', 'html', null), none);
  assert.deepEqual(readSummary(undefined, 'html', null), none);
});

test('the page of an entry is an alternate, HTML first', () => {
  assert.equal(alternateLink([{ href: 's', rel: 'self' }, { href: 'a' }]), 'a');
  assert.equal(
    alternateLink([
      { href: 'j', rel: 'alternate', type: 'application/json' },
      { href: 'h', rel: 'ALTERNATE', type: 'text/html' },
    ]),
    'h',
  );
  assert.equal(
    alternateLink([{ href: 'i', rel: 'http://www.iana.org/assignments/relation/alternate' }]),
    'i',
  );
  assert.equal(alternateLink([{ href: 'e', rel: 'enclosure' }]), null);
  assert.equal(linkWithRel([{ href: 'h', rel: ' Hub ' }], 'hub'), 'h');
});

test('seconds between updates', () => {
  assert.equal(updateSeconds('hourly', 2), 1800);
  assert.equal(updateSeconds(' Daily ', undefined), 86_400);
  assert.equal(updateSeconds('weekly', 0), 604_800);
  assert.equal(updateSeconds('sometimes', 1), null);
  assert.equal(updateSeconds(undefined, 3), null);
});

test('what is no feed is named, with what to do', () => {
  const looks: [string, string | undefined, unknown, string][] = [
    [' \n', undefined, undefined, 'an empty document'],
    ['<!DOCTYPE html><p>', 'p', undefined, 'an HTML page'],
    ['<opml/>', 'opml', undefined, 'an outline (OPML)'],
    ['<urlset/>', 'urlset', undefined, 'a sitemap'],
    ['{"a":1}', undefined, { a: 1 }, 'JSON of another kind'],
    ['{"a":', undefined, undefined, 'broken JSON'],
    ['%PDF-1.4', undefined, undefined, 'binary data'],
    ['<data/>', 'data', undefined, 'XML of another kind (<data>)'],
    ['hello', undefined, undefined, 'plain text'],
  ];
  for (const [text, tag, json, expected] of looks) {
    const error = notAFeed(text, tag, json);
    assert.ok(error instanceof AppError);
    assert.equal(error.params.lookedLike, expected);
    assert.ok(String(error.params.advice).length > 10);
  }
});
