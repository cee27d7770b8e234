import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  languagesOf,
  moved,
  newForm,
  newQuestion,
  whole,
  withoutGone,
  withPlace,
  withQuestion,
  withWords,
  wordsOf,
} from './edit.ts';

const form = { ...newForm('ctype_1'), questions: [newQuestion('order'), newQuestion('day')] };

describe('editing a form for customers', () => {
  it('moves questions by one place and never out of the list', () => {
    assert.deepEqual(moved(['a', 'b', 'c'], 2, -1), ['a', 'c', 'b']);
    assert.deepEqual(moved(['a', 'b', 'c'], 0, 1), ['b', 'a', 'c']);
    assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b']);
    assert.deepEqual(moved(['a', 'b'], 1, 1), ['a', 'b']);
  });

  it('names each place once, in their order', () => {
    const all = withPlace(withPlace(form, 'chat', true), 'letter', true);
    assert.deepEqual(all.places, ['contact', 'letter', 'chat']);
    assert.deepEqual(withPlace(all, 'contact', false).places, ['letter', 'chat']);
    assert.deepEqual(withPlace(all, 'chat', true).places, all.places);
  });

  it('changes one question and one language, and leaves the others', () => {
    const [order] = form.questions;
    const german = withWords(withWords(order!, 'de', { label: 'Nummer' }), 'en', { help: 'On the bill' });
    assert.deepEqual(wordsOf(german, 'de'), { label: 'Nummer', help: '', choices: {} });
    assert.equal(wordsOf(german, 'en').help, 'On the bill');
    const changed = withQuestion(form, 1, { isRequired: true });
    assert.deepEqual(
      changed.questions.map(({ isRequired }) => isRequired),
      [false, true],
    );
  });

  it('takes back what was asked without fields that are gone', () => {
    assert.deepEqual(withoutGone(form, [{ id: 'ctype_1', fields: [{ key: 'day' }] }]).questions, [
      newQuestion('day'),
    ]);
    assert.equal(withoutGone(form, []), form, 'types may not be loaded yet');
  });

  it('has a place for each language of the site, and keeps those that it had', () => {
    const given = { ...form, labels: { de: 'Bestellung', fr: 'Commande' } };
    const { labels, questions } = whole(given, ['en', 'de']);
    assert.deepEqual(labels, { en: '', de: 'Bestellung', fr: 'Commande' });
    assert.deepEqual(Object.keys(questions[0]!.words), ['en', 'de']);
    assert.equal(languagesOf(['sv', 'en'])[0], 'sv');
    assert.equal(languagesOf(['sv', 'en']).filter((one) => one === 'en').length, 1);
  });
});
