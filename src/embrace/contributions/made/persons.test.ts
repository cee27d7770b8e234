import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutPersons } from './persons.ts';
import type { Source } from './types.ts';

const source = (more: Partial<Source>): Source => ({
  kind: 'reply',
  id: 'out_1',
  conversationId: 'conv_1',
  called: null,
  question: '',
  answers: [],
  names: [],
  language: 'en',
  isPrivate: false,
  network: 'bluesky',
  url: null,
  credits: [],
  answeredBy: '',
  ...more,
});

describe('what tells of a person', () => {
  it('is taken out of what was said elsewhere: mails, numbers, handles, links, names', () => {
    const said = source({
      question: 'I am Maya Ott, maya@ott.example, +49 170 1234567. See https://x.example/u/maya',
      answers: ['Order A-1234 of Maya is on its way, @maya. – Ama Boateng'],
      names: ['Maya Ott', 'Ama Boateng'],
    });
    const { question, answers, hidden } = withoutPersons(said);
    assert.equal(question, 'I am [name], [mail], [number]. See [link]');
    assert.equal(answers[0], 'Order [number] of [name] is on its way, [handle]. – [name]');
    assert.equal(hidden, 8);
    assert.equal(
      withoutPersons(source({ called: '@acme: order A-1234' })).called,
      '[handle]: order [number]',
    );
  });

  it('leaves a public thread its links, pictures, code and model numbers', () => {
    const said = source({
      kind: 'thread',
      question: '@bob, my Box 7590 blinks, says Maya. ![](/help/files/file_0123abcd)',
      answers: ['Run `ssh maya@box`, see https://acme.example/m/7590 or write to bob@acme.example.'],
      names: ['Maya', 'm'],
    });
    assert.deepEqual(withoutPersons(said), {
      called: null,
      question: '[handle], my Box 7590 blinks, says [name]. ![](/help/files/file_0123abcd)',
      answers: ['Run `ssh maya@box`, see https://acme.example/m/7590 or write to [mail].'],
      hidden: 3,
    });
  });

  it('is taken out in full where a thread was said among a few', () => {
    const { question } = withoutPersons(
      source({ kind: 'thread', isPrivate: true, question: 'Call 0170 1234567' }),
    );
    assert.equal(question, 'Call [number]');
  });

  it('is taken out of the title of such a thread, and counted; an open one keeps its title', () => {
    const said = { kind: 'thread', called: 'Maya: call 0170 1234567', names: ['Maya'] } as const;
    const { called, hidden } = withoutPersons(source({ ...said, isPrivate: true }));
    assert.deepEqual([called, hidden], ['[name]: call [number]', 2]);
    const open = withoutPersons(source(said));
    assert.deepEqual([open.called, open.hidden], [said.called, 0]);
    assert.equal(withoutPersons(source({ called: 'Maya', names: ['Maya'] })).hidden, 1);
  });

  it('survives names that are patterns', () => {
    const said = source({ kind: 'thread', question: 'Ask (.*)+ or $1', names: ['(.*)+', '$1', ' '] });
    assert.equal(withoutPersons(said).question, 'Ask [name] or [name]');
  });
});
