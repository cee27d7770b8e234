import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { AppError } from '#platform/errors/index.ts';
import { findFeeds } from './discovery.ts';
import { feedsInPage } from './page-feeds.ts';
import { serve, startFeedServer } from '../../../test/helpers/feed-server.ts';
import type { LocalFeedServer } from '../../../test/helpers/feed-server.ts';

const FEED = '<rss version="2.0"><channel><title>Tea House</title></channel></rss>';
const PAGE = 'https://shop.example/blog/';
const urls = (html: string, header?: string) => feedsInPage(html, PAGE, header).map((feed) => feed.url);

test('announced feeds come first, in the order of the page, each once', () => {
  const html = `<head><link rel="alternate" type="application/rss+xml" title="Blog &amp; news" href="feed.xml">
    <link REL="Alternate" TYPE="application/atom+xml" href="https://shop.example/atom.xml"><link rel="alternate" type="application/feed+json" href="/feed.json">
    <link rel="alternate" hreflang="de" href="/de/"><link rel="stylesheet" href="/rss.css"></head><a href="/blog/feed.xml">RSS</a><a href="/podcast/rss">Podcast</a>`;
  assert.deepEqual(feedsInPage(html, PAGE), [
    { url: 'https://shop.example/blog/feed.xml', title: 'Blog & news', by: 'announced' },
    { url: 'https://shop.example/atom.xml', title: null, by: 'announced' },
    { url: 'https://shop.example/feed.json', title: null, by: 'announced' },
    { url: 'https://shop.example/podcast/rss', title: 'Podcast', by: 'linked' },
  ]);
});

test('a base element moves relative addresses', () => {
  assert.deepEqual(
    urls('<base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="f">'),
    ['https://cdn.example/x/f'],
  );
});

test('vague types count only where the address looks like a feed', () => {
  assert.deepEqual(
    urls(
      '<link rel="alternate" type="text/xml" href="/feed"><link rel="alternate" type="application/json" href="/wp-json/posts/1">',
    ),
    ['https://shop.example/feed'],
  );
});

test('rel=feed and a canonical address of a feed are announcements', () => {
  assert.deepEqual(
    urls(
      '<link rel="feed" href="/all"><link rel="canonical" href="https://shop.example/feed.xml"><link rel="canonical" href="https://shop.example/">',
    ),
    ['https://shop.example/all', 'https://shop.example/feed.xml'],
  );
});

test('the Link header announces too', () => {
  assert.deepEqual(
    urls('', '<https://shop.example/>; rel="canonical", </h.rss>; rel=alternate; type="application/rss+xml"'),
    ['https://shop.example/h.rss'],
  );
});

test('feeds of comments come last', () => {
  const html =
    '<link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" type="application/rss+xml" href="/feed">';
  assert.deepEqual(urls(html), ['https://shop.example/feed', 'https://shop.example/comments/feed']);
});

test('links that only mention feeding are left alone', () => {
  assert.deepEqual(
    urls(
      '<a href="/feedback">Feedback</a><a href="/cats/feeding">Feeding</a><a href="javascript:rss()">RSS</a><a href="/sitemap">x</a>',
    ),
    [],
  );
});

describe('discovery over the network', () => {
  let local: LocalFeedServer;

  before(async () => {
    local = await startFeedServer();
  });

  after(() => local.close());

  beforeEach(() => local.reset());

  test('offers the address itself when it is a feed', async () => {
    local.routes['/feed'] = serve(FEED);
    assert.deepEqual(await findFeeds(`${local.origin}/feed`, local.outward), [
      { url: `${local.origin}/feed`, title: 'Tea House', by: 'itself' },
    ]);
  });

  test('offers only announced addresses that really are feeds', async () => {
    local.routes['/'] = serve(
      '<link rel="alternate" type="application/rss+xml" href="/dead"><link rel="alternate" type="application/atom+xml" title="Blog" href="/live"><a href="/rss">RSS</a>',
      { 'content-type': 'text/html' },
    );
    local.routes['/live'] = serve('<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id></feed>');
    local.routes['/rss'] = serve('<html></html>');
    assert.deepEqual(await findFeeds(`${local.origin}/`, local.outward), [
      { url: `${local.origin}/live`, title: 'Blog', by: 'announced' },
    ]);
  });

  test('tries the usual addresses when the page says nothing', async () => {
    local.routes['/blog/post'] = serve('<html><body>Hello</body></html>', { 'content-type': 'text/html' });
    local.routes['/rss.xml'] = serve(FEED);
    assert.deepEqual(await findFeeds(`${local.origin}/blog/post`, local.outward), [
      { url: `${local.origin}/rss.xml`, title: 'Tea House', by: 'usual-address' },
    ]);
  });

  test('says when there is none', async () => {
    local.routes['/'] = serve('<html></html>');
    await assert.rejects(
      findFeeds(`${local.origin}/`, local.outward),
      (error) => error instanceof AppError && error.code === 'feed.none_found',
    );
  });
});
