import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerTo, BRAND, OUTAGE, tellStory } from './index.ts';

describe('the sample story', () => {
  const story = tellStory();

  it('is the same story for the same seed, and another one for another', () => {
    assert.deepEqual(tellStory(), story);
    assert.notDeepEqual(tellStory(1), story);
  });

  it('has some thousand posts in order of time, each told once', () => {
    assert.ok(story.length > 3000 && story.length < 6000, `${story.length} events`);
    assert.ok(story.every((event, i) => i === 0 || story[i - 1]!.minute <= event.minute));
    const posts = story.filter((event) => event.type === 'post');
    assert.equal(new Set(posts.map((event) => event.id)).size, posts.length);
  });

  it('has a crisis that stands out', () => {
    const during = story.filter((event) => event.minute >= OUTAGE.start && event.minute < OUTAGE.end).length;
    const dayBefore = story.filter(
      (event) => event.minute >= OUTAGE.start - 1440 && event.minute < OUTAGE.end - 1440,
    ).length;
    assert.ok(during > 8 * dayBefore, `${during} against ${dayBefore}`);
  });

  it('has a wave of flu around Nashville at its end, and a little of it everywhere before', () => {
    const flu = story.filter((event) => event.type === 'post' && event.author.location !== undefined);
    const wave = flu.filter((event) => /Nashville|Franklin|Murfreesboro/i.test(event.author.location!));
    const last = (events: typeof flu) => events.filter((event) => event.minute >= 11 * 1440).length;
    assert.ok(last(wave) > 60 && wave.length - last(wave) < 35, `${last(wave)} of ${wave.length}`);
    assert.ok(flu.length - wave.length > 200 && last(flu) - last(wave) < 70);
  });

  it('answers only posts that came before, and deletes and edits only what was posted', () => {
    const seen = new Set<string>();
    for (const event of story) {
      if (event.type === 'post') seen.add(event.id);
      else assert.ok(seen.has(event.id), event.id);
      if (event.parent) assert.ok(seen.has(event.parent), `${event.id} answers ${event.parent}`);
    }
  });

  it('leaves no gap in a text and addresses nobody real', () => {
    for (const event of story) {
      assert.doesNotMatch(event.text, /[{}]/);
      assert.match(event.author.handle, /\.example$/);
      assert.ok([...event.text].length <= 300);
    }
    assert.ok(story.some((event) => event.author === BRAND && event.parent));
  });

  it('answers what was asked, in the language it was asked in', () => {
    const asked = new Map(story.map((event) => [event.id, event]));
    const answers = story.filter((event) => event.author === BRAND && event.parent && event.type === 'post');
    assert.ok(answers.length > 100);
    for (const { parent, text } of answers) {
      const question = asked.get(parent!)!;
      if (/eSIM/.test(text)) assert.match(question.text, /eSIM/i);
      if (/made our day/.test(text)) assert.doesNotMatch(question.text, /\?/);
      assert.equal(
        question.author.language !== 'en',
        /^(Hallo|Danke|Hola|Gracias|Bonjour|Merci)/.test(text),
        text,
      );
    }
    assert.match(answerTo('you have charged me £38 twice', 'en'), /goes back to your account/);
  });
});
