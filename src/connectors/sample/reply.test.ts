import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleReplies } from './reply.ts';

describe('replies on the sample network', () => {
  it('counts what a reader sees as one character', () => {
    assert.equal(sampleReplies.preflight('👩‍🚒é🇸🇪').length, 3);
    assert.equal(sampleReplies.preflight('🧡'.repeat(300)).verdict, 'allowed');
    assert.equal(sampleReplies.preflight('🧡'.repeat(301)).verdict, 'too-long');
    assert.equal(
      sampleReplies.preflight('🧡'.repeat(1000), true).verdict,
      'allowed',
      'in private there is more room',
    );
    assert.equal(sampleReplies.preflight('  ').verdict, 'forbidden');
  });

  it('finds links, mentions and tags where they stand', () => {
    const text = 'See https://lumora.example/help, @maya.example #outage';
    const { facets } = sampleReplies.preflight(text);
    assert.deepEqual(
      facets.map((facet) => [facet.kind, text.slice(facet.start, facet.end)]),
      [
        ['link', 'https://lumora.example/help'],
        ['mention', '@maya.example'],
        ['tag', '#outage'],
      ],
    );
  });

  it('gives every reply a key of its own', () => {
    const keys = new Set(Array.from({ length: 1000 }, () => sampleReplies.newKey(new Date())));
    assert.equal(keys.size, 1000);
  });
});
