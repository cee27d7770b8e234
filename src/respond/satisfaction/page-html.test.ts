import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Asked, messageView, ratingView } from './page-html.ts';
import { spokenTo, wordsIn } from './words.ts';

const asked = (more: Partial<Asked>): Asked => ({
  language: 'en',
  speaks: 'en',
  question: 'How was it?',
  thanks: 'Thanks!',
  scale: 'stars',
  rating: null,
  proof: 'proof',
  done: null,
  ...more,
});

describe('the page of a question', () => {
  it('speaks as the question does, else as the browser asks for, else English', () => {
    assert.equal(spokenTo({ accepts: 'en' }, 'de-AT'), 'de');
    assert.equal(spokenTo({ accepts: 'de' }, 'en'), 'en');
    assert.equal(spokenTo({ accepts: 'fr, de;q=0.5' }, 'ar'), 'de');
    for (const accepts of ['', 'fr', 'de;q=0']) assert.equal(spokenTo({ accepts }), 'en', accepts);
  });

  it('says whose words are in which language, and leaves nothing English in German', () => {
    const arabic = ratingView(asked({ language: 'ar', speaks: 'de', question: 'كيف كنا؟', scale: 'thumbs' }));
    assert.equal(arabic.language, 'de');
    assert.match(arabic.body, /<h1 lang="ar" dir="auto">كيف كنا؟<\/h1>/);
    for (const said of ['👍 Ja', '👎 Nein', 'Absenden', 'Fragen Sie mich nicht mehr'])
      assert.ok(arabic.body.includes(said), said);
    assert.doesNotMatch(arabic.body, />Send<|Yes|Do not ask/);
    const done = ratingView(asked({ speaks: 'de', language: 'de', thanks: 'Danke <b>!', rating: 2 }));
    assert.match(done.body, /Danke &[^b]+b[^!]+![\s\S]*Ihre Antwort: 2 von 5\./);
    assert.match(ratingView(asked({ speaks: 'de', done: 'stopped' })).body, /Wir fragen Sie nicht mehr/);
    assert.match(ratingView(asked({})).body, /Send<[\s\S]*Do not ask me again/);
  });

  it('says in German, too, why something was not kept', () => {
    const { refused, errors } = wordsIn('de');
    const view = messageView('de', refused, errors['satisfaction.answered']!);
    assert.deepEqual([view.language, view.title], ['de', 'Nicht gesendet']);
    assert.match(view.body, /Sie haben schon geantwortet/);
  });
});
