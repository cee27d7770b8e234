import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { eld } from 'eld/large';
import { detectLanguage } from './detect.ts';
import { ngramScorer } from './ngrams.ts';
import { gramsOf, secondOpinion } from './second.ts';
import { readWords } from './words.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

const SAID: Readonly<Record<string, readonly string[]>> = {
  en: [
    "been on hold 2 hrs and still no answer, what's going on @acme",
    'soooo happy with the new phone!!! 😍',
    'your app is trash lol',
    'Thanks for nothing #fail',
    'Wait what??',
    'U guys r the best',
  ],
  es: [
    'llevo dos horas sin internet',
    '¿Cuándo llega mi pedido?',
    'que asco de servicio',
    'muchas gracias!!',
    'no me contestan',
    'holaaaaa alguien me ayuda',
  ],
  pt: [
    'estou sem internet há dois dias',
    'que atendimento horrível',
    'vcs não respondem',
    'muito obrigada!',
    'eu te amo',
    'tô sem sinal kkkkk',
    'Que agonia, meu Deus',
    'cadê meu pedido',
  ],
  fr: [
    "j'attends depuis deux heures",
    "c'est nul votre service",
    'merci beaucoup',
    'toujours pas de réponse',
    'mdrrr jsp quoi faire',
  ],
  de: [
    'seit zwei Stunden kein Netz',
    'warum antwortet ihr nicht?',
    'danke für nichts',
    'Wann kommt mein Paket endlich an',
    'Läuft bei euch',
  ],
  it: [
    'sono due ore che aspetto',
    'grazie mille',
    'il servizio fa schifo',
    'non funziona niente',
    'quando arriva il mio pacco?',
  ],
  nl: ['ik wacht al twee uur op antwoord', 'waarom werkt de app niet', 'dank jullie wel'],
  tr: ['iki saattir bekliyorum', 'neden cevap vermiyorsunuz', 'teşekkürler'],
  pl: ['czekam już dwie godziny', 'dlaczego nie działa internet', 'dziękuję bardzo'],
  sv: ['jag har väntat i två timmar', 'varför funkar inte appen', 'tack så mycket'],
  no: ['nettet er nede igjen, hva skjer?', 'det er ikke mulig å logge inn lenger'],
  da: [
    'jeg har ventet i to timer på at få svar',
    'hvorfor virker appen ikke længere',
    'det er simpelthen for dårligt af jer',
  ],
  fi: ['olen odottanut kaksi tuntia', 'miksi netti ei toimi'],
  hu: ['két órája várok a válaszra', 'miért nem működik az internet'],
  cs: ['čekám už dvě hodiny', 'proč to nefunguje, děkuji'],
  ro: ['aștept de două ore', 'de ce nu merge internetul'],
  id: [
    'sudah dua jam nunggu nggak ada jawaban',
    'kenapa internet saya mati terus',
    'terima kasih kak, sudah bisa',
  ],
  ms: [
    'kenapa line internet saya tak boleh guna dari petang tadi',
    'dah dua jam tunggu, macam ni ke servis korang',
  ],
  tl: ['dalawang oras na akong naghihintay', 'bakit wala pa rin kaming internet', 'salamat po'],
  vi: ['tôi đã đợi hai tiếng rồi', 'sao mạng chậm thế'],
  ru: ['жду уже два часа', 'почему не работает приложение', 'спасибо большое'],
  uk: ['чекаю вже дві години', 'чому не працює інтернет', 'дякую, їхня підтримка чудова'],
  bg: ['чакам вече два часа за отговор', 'защо не работи интернетът'],
  sr: ['чекам већ два сата', 'зашто не ради интернет, људи'],
  mk: ['чекам веќе два часа', 'ѓубре сервис'],
  be: ['чакаю ўжо дзве гадзіны'],
  el: ['περιμένω δύο ώρες', 'γιατί;'],
  he: ['אני מחכה כבר שעתיים', 'תודה'],
  ar: ['صار لي ساعتين انتظر', 'وين الرد', 'شكرا', 'جستن بيبر', 'ﺍﻵﻥ ﻳﻨﻬﺾ ﺗﺤﺪﻱ ﺇﻳﺮﺍﻥ'],
  fa: ['دو ساعت است که منتظرم', 'چرا اینترنت قطع است'],
  ur: ['دو گھنٹے سے انتظار کر رہا ہوں', 'انٹرنیٹ کیوں نہیں چل رہا'],
  hi: ['दो घंटे से इंतज़ार कर रहा हूँ', 'धन्यवाद'],
  mr: ['मी दोन तास वाट पाहत आहे आणि कोणी बोलत नाही'],
  ne: ['मेरो इन्टरनेट चलेको छैन, के भएको छ'],
  bn: ['দুই ঘন্টা ধরে অপেক্ষা করছি'],
  ta: ['இரண்டு மணி நேரம் காத்திருக்கிறேன்'],
  th: ['รอมาสองชั่วโมงแล้ว', 'เน็ตล่มอีกแล้ว'],
  ja: [
    '二時間も待っています',
    'ネットがつながらない',
    'iPhoneのアプリが落ちる',
    'ありがとう!',
    '東京駅で遅延',
  ],
  zh: ['我等了两个小时', '为什么没有网络', '請問什麼時候會好', '客服在吗'],
  ko: ['두 시간째 기다리고 있어요', 'ㅋㅋㅋ 감사합니다', 'Netflix 왜 안돼요'],
  ka: ['ორი საათია ველოდები'],
  hy: ['երկու ժամ սպասում եմ'],
  am: ['ሁለት ሰዓት እየጠበቅኩ ነው'],
};

describe('the language of a post', () => {
  for (const [code, texts] of Object.entries(SAID))
    for (const text of texts)
      it(`hears ${code} in "${text}"`, () => assert.equal(detectLanguage(text).code, code));

  it('is sure of a sentence and less sure of a word', () => {
    const sentence = detectLanguage('I have been waiting for two hours and nobody answers').confidence;
    assert.ok(sentence > 0.98, `${sentence}`);
    assert.ok(detectLanguage('amo').confidence < sentence);
  });

  for (const text of [
    '',
    '   ',
    '😀😀😀',
    'https://example.com/de/hilfe',
    '@jemand',
    '12:30 1234 $$$',
    'RT @x: https://t.co/a',
    'hahahaha 😂',
    'lol',
    '!!!???',
    '\u200b\u200d',
    '&amp; &lt;3',
  ])
    it(`does not know of ${JSON.stringify(text)}`, () =>
      assert.deepEqual(detectLanguage(text), { code: 'und', confidence: 0 }));

  it('reads tags only where there is nothing else', () => {
    assert.equal(detectLanguage('#wirhabengeduldmiteuch #schade #unglaublich').code, 'de');
    assert.equal(detectLanguage('I waited for hours #wirhabengeduld #schade').code, 'en');
  });
  it('goes by most of the words where two languages are mixed', () => {
    assert.equal(
      detectLanguage('Ich bin so done mit eurem customer service, seit Wochen warte ich auf mein Geld').code,
      'de',
    );
    assert.equal(
      detectLanguage('no me funciona la app, please help, llevo todo el día sin poder entrar').code,
      'es',
    );
    assert.equal(detectLanguage('My order from 東京 never arrived and nobody answers').code, 'en');
  });
  it('is not led astray by handles, links and names of other languages', () => {
    assert.equal(
      detectLanguage(
        '@MercedesBenzDeutschland why is my car still in the garage https://www.kundendienst.de/hilfe',
      ).code,
      'en',
    );
    assert.equal(detectLanguage('@user @user @user merci pour votre aide').code, 'fr');
  });
});

describe('what the network states', () => {
  it('decides a close call', () => {
    for (const code of ['es', 'it', 'pt']) assert.equal(detectLanguage('problema', code).code, code);
  });
  it('does not overrule a sentence', () => {
    assert.equal(detectLanguage('I have been waiting for two hours', 'de').code, 'en');
    assert.equal(detectLanguage('二時間も待っています', 'en').code, 'ja');
    assert.equal(detectLanguage('жду уже два часа', 'en-US').code, 'ru');
  });
  it('does not overrule a word that one language alone has', () => {
    assert.equal(detectLanguage('hola', 'en').code, 'es');
    assert.equal(detectLanguage('danke', 'en').code, 'de');
    assert.equal(detectLanguage('obrigado', 'en').code, 'pt');
    assert.equal(detectLanguage('merci', 'en').code, 'fr');
  });
  it('tells sisters apart', () => {
    assert.equal(detectLanguage('terima kasih banyak', 'ms').code, 'ms');
    assert.equal(detectLanguage('ek wag al twee ure vir antwoord', 'af').code, 'af');
    assert.equal(detectLanguage('čekam već dva sata odgovor', 'bs').code, 'bs');
  });
  it('is read as a tag of any form, and ignored where it says nothing', () => {
    assert.equal(detectLanguage('grazie', 'it-IT').code, 'it');
    assert.equal(detectLanguage('terima kasih', 'in').code, 'id');
    for (const nothing of ['und', 'zxx', '', 'qqqq-', '😀', '__proto__'])
      assert.equal(detectLanguage('I have been waiting', nothing).code, 'en');
  });
  it('is not a word where there is none', () => assert.equal(detectLanguage('😀', 'de').code, 'und'));
});

describe('the n-grams', () => {
  it('are scored as eld scores them', () => {
    const scorer = ngramScorer();
    const plain = fc.array(
      fc.constantFrom(
        ...Object.values(SAID)
          .flat()
          .flatMap((text) => text.split(' ')),
      ),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(plain, (words) => {
        const text = words
          .join(' ')
          .replaceAll(/[^\p{L}' ]/gu, ' ')
          .replaceAll(/(?<!\p{L})'|'(?!\p{L})/gu, ' ');
        const bytes = new TextEncoder();
        scorer.begin();
        for (const word of text
          .normalize('NFC')
          .toLowerCase()
          .split(/[^\p{L}']+/u)
          .filter(Boolean)) {
          const utf8 = bytes.encode(word);
          scorer.add(utf8, 0, utf8.length);
        }
        const best = scorer.scores.indexOf(Math.max(...scorer.scores));
        const found = scorer.scores[best]! > 0 ? scorer.languages[best] : '';
        assert.equal(found, eld.detect(text.normalize('NFC')).language, text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('whatever comes in', () => {
  it('never throws, and answers within bounds', () =>
    fc.assert(
      fc.property(anyText({ maxLength: 300 }), fc.option(fc.string(), { nil: undefined }), (text, stated) => {
        const { code, confidence } = detectLanguage(text, stated);
        assert.match(code, /^[a-z]{2,3}$/);
        assert.ok(confidence >= 0 && confidence <= 1);
      }),
      { numRuns: 3000 },
    ));
  it('answers the same thing whatever was asked before: of the same words, of others, with another stated language', () => {
    const words = fc.constantFrom(...Object.values(SAID).flat());
    const post = fc.record({
      text: fc.oneof(words, fc.string({ unit: 'grapheme' })),
      stated: fc.option(fc.constantFrom('en', 'pt', 'ms', 'xx', 'ja'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(post, { minLength: 2, maxLength: 6 }), (posts) => {
        const apart = posts.map(({ text, stated }) => {
          detectLanguage('et puis quoi encore, avec ça');
          return detectLanguage(text, stated);
        });
        const inARow = posts.map(({ text, stated }) => {
          detectLanguage(text);
          return detectLanguage(text, stated);
        });
        assert.deepEqual(inARow, apart);
      }),
    );
  });
  it('weighs a language alike, however many are asked of together', () => {
    const opinion = secondOpinion();
    const read = Int32Array.from(gramsOf(readWords('een beetje of a mix, no?', false)));
    const all = Array.from({ length: 11 }, (_, i) => (i * 5) % 11);
    const together = [...opinion.scores(read, all)];
    assert.deepEqual(
      together,
      all.map((column) => opinion.scores(read, [column])[0]),
    );
    assert.ok(new Set(together).size > 5);
    assert.equal(opinion.scores(read, []).length, 0);
  });
  it('reads 32 KB of anything in a moment', () => {
    for (const part of [
      'a',
      'ab',
      'a b ',
      '東',
      '\ud800',
      '@',
      '#',
      '&a',
      'h',
      'http',
      'ha',
      '1a',
      "a'",
      '.a',
      '-',
    ]) {
      const startedAt = performance.now();
      detectLanguage(part.repeat(Math.ceil(32_768 / part.length)));
      assert.ok(performance.now() - startedAt < 500, `${part} took ${performance.now() - startedAt} ms`);
    }
  });
  it('leaves drawn-out letters at two', () => {
    const reading = readWords('sooooo', false);
    assert.equal(Buffer.from(reading.bytes.subarray(0, reading.ends[0])).toString(), 'soo');
  });
});
