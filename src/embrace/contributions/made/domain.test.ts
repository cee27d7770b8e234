import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { begun, bodyFor, titleFor, unaddressed, unsigned, untagged, withOwnFiles } from './domain.ts';

describe('a title', () => {
  it('is what asks, what it was called, or how it begins', () => {
    assert.equal(
      titleFor(null, 'Hello. Since today it blinks. How do I reset the router? Thanks!'),
      'How do I reset the router?',
    );
    assert.equal(titleFor('Red light', 'It blinks. Why?'), 'Red light', 'too short to say anything');
    assert.equal(titleFor('  ', 'It blinks red.\nSince today.'), 'It blinks red.');
    assert.equal(titleFor(null, '戻せますか、どうすれば？ ありがとう'), '戻せますか、どうすれば？');
    assert.equal(titleFor(null, ''), '');
    assert.ok(titleFor(null, `${'why '.repeat(100)}?`).length <= 142);
  });

  it('says nothing of handles that were taken out: whom it was for goes, who is meant is an ellipsis', () => {
    for (const [title, left] of [
      ['[handle] why is it red?', 'Why is it red?'],
      ['Hi [handle] [handle], why is it red?', 'Why is it red?'],
      ['[handle]: order [number]', 'Order [number]'],
      ['Why is it red, [handle]?', 'Why is it red?'],
      ['Why is it red [handle]', 'Why is it red'],
      ['Is [handle] down?', 'Is … down?'],
      ['Did [handle] [handle] and [handle] say so?', 'Did … and … say so?'],
      ['eSIM is gone', 'eSIM is gone'],
      ['[handle]', ''],
    ] as const)
      assert.equal(untagged(title), left, title);
  });
});

describe('a text', () => {
  it('quotes the question with its lines, and has every answer', () => {
    assert.equal(
      bodyFor('How?', 'It blinks.\n\nHow?', [' Press **it**. ', 'Or wait.']),
      '> It blinks.\n>\n> How?\n\nPress **it**.\n\nOr wait.',
    );
  });

  it('does not say again what the title says', () => {
    assert.equal(bodyFor('How do I reset it?', ' How do I reset it? ', ['Press it.']), 'Press it.');
    assert.equal(bodyFor('T', '', ['Press it.', '  ']), 'Press it.');
  });

  it('leads to pictures where articles have them', () => {
    assert.equal(
      withOwnFiles('![a](/community/files/file_01ab) https://x.example/community/t/1'),
      '![a](/help/files/file_01ab) https://x.example/community/t/1',
    );
  });
});

describe('what was said', () => {
  it('begins like a sentence where a greeting stood before it', () => {
    assert.deepEqual(
      ['sorry for that.', 'überall', 'eSIM is new', 'a1b', 'Sorry', '1. wait', '', '**bold**'].map(begun),
      ['Sorry for that.', 'Überall', 'eSIM is new', 'a1b', 'Sorry', '1. wait', '', '**bold**'],
    );
  });

  it('loses whom it was for, and who signed it', () => {
    assert.equal(unaddressed(' @acme.example, @help why is it red? '), 'why is it red?');
    assert.equal(unaddressed('Ask @acme why'), 'Ask @acme why');
    for (const signed of ['Press it. – Ana', 'Press it. -- Ama Boateng', 'Press it.\n— Ama B.'])
      assert.equal(unsigned(signed), 'Press it.', signed);
    for (const kept of ['Press A – Then wait here', 'It is red - green', 'Router X-Ray', 'T-Mobile'])
      assert.equal(unsigned(kept), kept);
  });
});
