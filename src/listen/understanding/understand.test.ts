import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as holds, property } from 'fast-check';
import { EMOTIONS, SENTIMENTS, type Understanding } from './labels.ts';
import { understand } from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

/** The label of each text, in order. */
function labelsOf(...texts: string[]): (string | undefined)[] {
  return texts.map((text) => understand({ text }).sentiment?.label);
}

function scoreOf(text: string): number {
  return understand({ text }).sentiment!.score;
}

function all(label: string, ...texts: string[]): void {
  for (const text of texts) assert.equal(understand({ text }).sentiment?.label, label, text);
}

describe('sentiment', () => {
  it('knows what customers say without bad words', () => {
    all(
      'negative',
      'been on hold 2 hrs',
      'still waiting for my refund, 3 weeks now',
      'third engineer this month and it still does not work',
      'my order never arrived and nobody answers the phone',
      'charged twice again @NorthTel',
      'the app keeps crashing since the update',
      'no signal in the whole town since this morning',
    );
  });

  it('knows praise', () => {
    all(
      'positive',
      'shout out to Maya at the Leeds store, sorted my phone in five minutes',
      'thanks for the quick reply, really helpful team',
      'best service I have had in years!',
      'absolutely love the new app',
    );
  });

  it('leaves plain questions and facts neutral', () => {
    all(
      'neutral',
      'What time does the shop on Kirkgate open on Sunday?',
      'The 7.14 to Leeds leaves from platform 3 today',
      'The report will be published on Tuesday',
    );
  });

  it('turns on negation', () => {
    assert.deepEqual(labelsOf('not bad at all', 'not good at all'), ['positive', 'negative']);
    assert.ok(scoreOf('not bad') > scoreOf('bad'));
    assert.ok(scoreOf("isn't great") < scoreOf('is great'));
  });

  it('reads emoji, alone and beside words', () => {
    assert.deepEqual(labelsOf('😍😍😍', '😡😡😡'), ['positive', 'negative']);
    assert.ok(scoreOf('my new phone 😍') > scoreOf('my new phone 😡'));
    assert.ok(scoreOf('my new phone :)') > scoreOf('my new phone :('));
  });

  it('takes capitals, stretched words and marks as stronger', () => {
    assert.ok(scoreOf('I LOVE this') > scoreOf('I love this'));
    assert.ok(scoreOf('this is sooooo bad') < scoreOf('this is a bit bad'));
    assert.ok(scoreOf('this is bad!!!') < scoreOf('this is bad'));
    all('negative', 'WORST SERVICE EVER', 'worst service everrrrr');
  });

  it('is not fooled by thanks for nothing', () => {
    all(
      'negative',
      'thanks for nothing @NorthTel',
      'great, another cancelled train',
      'another delay, what a surprise 🙄 absolute joke of a company',
    );
  });

  it('takes praise beside a failure as sarcasm, and praise alone as praise', () => {
    all(
      'negative',
      'brilliant service 👏 lost my bag again',
      '3 hours on hold. amazing customer service 🙄',
      'Great job, @user. Three weeks and no refund.',
    );
    all(
      'positive',
      'brilliant service 👏 found my bag in an hour',
      'two minutes on hold. amazing customer service 😊',
      'Great job, @user. Refund in three days.',
    );
  });

  it('reads two languages in one post', () => {
    all('negative', 'bro the app no funciona, worst update ever', 'Service war terrible, never again!!');
  });

  it('reads eight languages', () => {
    const good = {
      ar: 'أحب هذا المنتج، خدمة رائعة جدا ❤️',
      de: 'Ich liebe es, super Service, vielen Dank!',
      es: 'Me encanta, excelente servicio, muchas gracias',
      fr: "J'adore, service excellent, merci beaucoup",
      hi: 'bahut accha service, love it, thank you',
      it: 'Bellissimo, ottimo servizio, grazie mille',
      pt: 'Adorei, ótimo atendimento, muito obrigado',
    };
    const bad = {
      ar: 'أسوأ خدمة في حياتي، شيء مقرف 😡',
      de: 'Furchtbarer Service, ich hasse das, nie wieder!',
      es: 'Qué asco de servicio, lo odio, es horrible',
      fr: "Service horrible, c'est nul, je déteste",
      it: 'Che schifo, servizio pessimo, vergogna',
      pt: 'Que nojo, péssimo atendimento, odeio isso',
    };
    for (const [lang, text] of Object.entries(good))
      assert.equal(understand({ text, lang }).sentiment?.label, 'positive', text);
    for (const [lang, text] of Object.entries(bad))
      assert.equal(understand({ text, lang }).sentiment?.label, 'negative', text);
  });
});

describe('emotion, offence', () => {
  it('tells anger from joy and sadness', () => {
    const emotionOf = (text: string) => understand({ text }).emotion?.label;
    assert.equal(emotionOf('I am so furious right now, absolutely raging'), 'anger');
    assert.equal(emotionOf('best day ever, so happy!! 😂🎉'), 'joy');
    assert.equal(emotionOf('crying all night, I miss my nan so much 😢'), 'sadness');
  });

  it('knows insults from plain words', () => {
    const offensive = (text: string) => understand({ text }).offensive.p;
    assert.ok(offensive('you are a stupid disgusting idiot, shut the fuck up') > 0.7);
    assert.ok(offensive('could you tell me when the shop opens?') < 0.3);
    for (const insult of ['@user you lying coward', 'what a pathetic clown', 'bunch of thieving morons'])
      assert.ok(offensive(insult) > 0.5, insult);
    const harmless = [
      'damn, it is cold today',
      'happy birthday you old goat, see you tonight',
      'the donkey sanctuary is open on Sundays',
    ];
    for (const text of harmless) assert.ok(offensive(text) < 0.5, text);
  });
});

const ODD: Readonly<Record<string, string>> = {
  nothing: '',
  spaces: ' \n\t ',
  marks: '?!?!…',
  links: 'https://a.example http://b.example/x www.c.example',
  handles: '@ann @bob',
  'a number': '42',
  'lone surrogates': '\ud83d \udc00\ud800',
  'nothing visible': '\u200b\u200d\ufeff\u2066\u2069',
  zeros: '\0\0\0',
};

describe('odd input', () => {
  for (const [name, text] of Object.entries(ODD))
    it(`says of ${name} that the sentiment is unknown`, () => {
      const said = understand({ text });
      assert.equal(said.sentiment, null);
      assert.equal(said.emotion, null);
      assertSound(said, text);
    });

  for (const [name, text] of Object.entries({
    '32 KB of one word': 'broken '.repeat(4681),
    '32 KB of one letter': 'a'.repeat(32_768),
    '32 KB of emoji': '😡'.repeat(8192),
    'right to left': 'الخدمة سيئة جدا \u202e evil',
    Chinese: '这个服务太差了',
    zalgo: 'b\u0300\u0301\u0302\u0303r\u0334\u0335o\u0336k\u0337e\u0338n',
    'styled letters': '𝓣𝓱𝓲𝓼 𝓲𝓼 𝓽𝓮𝓻𝓻𝓲𝓫𝓵𝓮',
  }))
    it(`labels ${name}`, () => {
      const said = understand({ text }, { isExplained: true });
      assert.notEqual(said.sentiment, null);
      assertSound(said, text);
    });

  it('is sound on any text, and says the same twice', () => {
    holds(
      property(anyText({ maxLength: 200 }), (text) => {
        const said = understand({ text }, { isExplained: true });
        assertSound(said, text);
        assert.deepEqual(understand({ text }, { isExplained: true }), said);
      }),
      { numRuns: 300 },
    );
  });

  it('does not remember the post before', () => {
    const text = 'been on hold 2 hrs';
    const first = understand({ text });
    understand({ text: 'I love love love this 😍 '.repeat(400) });
    understand({ text: 'Furchtbar', lang: 'de' });
    assert.deepEqual(understand({ text }), first);
  });
});

describe('the words that decided', () => {
  it('stand where the text has them, strongest first', () => {
    const text = 'Thanks, but the router you sent is BROKEN 😡';
    const { because } = understand({ text }, { isExplained: true }).sentiment!;
    const words = because.map(({ start, end }) => text.slice(start, end));
    assert.ok(words.includes('BROKEN') && words.includes('😡'), words.join(' '));
    for (let i = 1; i < because.length; i++)
      assert.ok(Math.abs(because[i - 1]!.weight) >= Math.abs(because[i]!.weight));
    assert.ok(because.length <= 8);
  });

  it('are told only when asked for', () =>
    assert.deepEqual(understand({ text: 'broken again' }).sentiment!.because, []));
});

function assertSound(said: Understanding, text: string): void {
  const share = (p: number) => assert.ok(p >= 0 && p <= 1, String(p));
  if (said.sentiment) {
    assert.ok(SENTIMENTS.includes(said.sentiment.label));
    assert.ok(Math.abs(said.sentiment.score) <= 1);
    share(said.sentiment.confidence);
  }
  if (said.emotion) {
    assert.ok(EMOTIONS.includes(said.emotion.label));
    share(said.emotion.confidence);
  }
  share(said.urgency.p);
  const labels = Object.values(said).filter((label) => label !== null && 'because' in label);
  for (const label of labels) {
    if ('p' in label) share(label.p as number);
    for (const { start, end, weight } of label.because) {
      assert.ok(start >= 0 && end > start && end <= text.length);
      assert.ok(Number.isFinite(weight));
    }
  }
}
