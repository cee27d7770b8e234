import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { newId } from '#platform/ids/index.ts';
import { STANDARD_TEXTS } from '../respond/chat/domain.ts';
import { until } from '../../test/helpers/app.ts';
import { connectMailbox, sendFields } from './testing/contact.ts';
import { wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
const { app } = rapport;
const people = await rapport.everyRole();
const owner = people.get('owner')!;
after(() => rapport.close());

const FORMS = '/api/v1/forms';
let places = 0;
const somebody = () => rapport.browser({ address: `198.51.100.${++places}` });
const field = (key: string, label: string, kind = 'text', choices: string[] = []) => ({
  key,
  label,
  kind,
  choices,
  isRequired: false,
  isShown: true,
});
const FIELDS = [
  field('order', 'Order number'),
  field('count', 'How many', 'number'),
  field('colour', 'Colour', 'choice', ['red', 'blue']),
];
const question = (name: string, isRequired = false, words: object = {}) => ({
  field: name,
  isRequired,
  words,
});
let orders = '';
let other = '';
const forms = () => [
  {
    typeId: orders,
    labels: { en: 'An order', de: 'Eine Bestellung' },
    places: ['contact', 'letter', 'chat'],
    questions: [
      question('order', true, {
        de: { label: 'Bestellnummer', help: 'Steht auf der Rechnung' },
        en: { label: '', help: 'It stands on the bill', choices: {} },
      }),
      question('count'),
      question('colour', false, { de: { choices: { red: 'Rot' } } }),
    ],
  },
  { typeId: other, labels: {}, places: ['contact', 'letter'], questions: [] },
];
async function save(wanted: object[]) {
  const { version } = (await owner.get(FORMS)).body;
  return owner.put(FORMS, { basedOn: version, forms: wanted });
}

/** Links that letters carry: without a mail server they stand in the log. */
const links: string[] = [];
mock.method(app.log, 'warn', (said: { link?: string }) => void (said.link && links.push(said.link)));
const written = (more: Record<string, string> = {}) => ({
  form: newId('form'),
  name: 'Ann',
  mail: `ann${++places}@customer.example`,
  subject: 'It is broken',
  text: 'The lamp does not light.',
  looked: 'yes',
  asked: orders,
  topic: orders,
  ...more,
});
async function confirmed(fields: Record<string, string>): Promise<void> {
  const count = links.length;
  assert.equal((await sendFields(somebody(), '/contact', fields)).status, 303);
  assert.equal(links.length, count + 1);
  const ticket = new URL(links.at(-1)!).searchParams.get('ticket')!;
  assert.equal((await sendFields(somebody(), '/contact/confirm', { ticket })).status, 303);
}
interface CaseView {
  title: string;
  type: { id: string; name: string };
  values: Record<string, unknown>;
  notes: { text: string }[];
  history: { text: string }[];
}
/** The newest case, as its page shows it. */
async function newestCase(): Promise<CaseView> {
  const { items } = (await owner.get('/api/v1/cases?status=any&limit=1')).body;
  return (await owner.get(`/api/v1/cases/${items[0].id}`)).body;
}
const counted = async () => (await app.db.query('select from cases')).length;

before(async () => {
  const mailbox = await connectMailbox(app);
  await owner.put('/api/v1/answers/contact-form', { isOpen: true, mailAccountId: mailbox.id });
  orders = (await owner.post('/api/v1/cases/types', { name: 'Orders', fields: FIELDS })).body.id;
  other = (await owner.post('/api/v1/cases/types', { name: 'Other things' })).body.id;
  await until('the form is open', async () => (await somebody().get('/contact')).status === 200);
});

describe('setting up what customers are asked', () => {
  it('is for those who set up cases, by version, and only with fields that there are', async () => {
    assert.deepEqual((await owner.get(FORMS)).body.languages, ['en', 'de']);
    for (const [role, who] of people) {
      const may = ['owner', 'admin', 'manager'].includes(role);
      const { version } = (await who.get(FORMS)).body;
      assert.equal((await who.put(FORMS, { basedOn: version, forms: [] })).status, may ? 200 : 403, role);
    }
    assert.equal((await somebody().get(FORMS)).status, 401);
    assert.equal((await owner.put(FORMS, { basedOn: 0, forms: [] })).status, 409);
    const first = forms()[0]!;
    for (const [wrong, code] of [
      [[{ ...first, typeId: newId('ctype') }], 'form.type_unknown'],
      [[first, first], 'form.type_unknown'],
      [[{ ...first, questions: [question('nothing')] }], 'form.field_unknown'],
      [[{ ...first, questions: [question('order'), question('order')] }], 'form.field_unknown'],
    ] as const)
      assert.equal((await save([...wrong])).body.error.code, code);
    assert.equal((await save(forms())).status, 200);
    const less = { name: 'Orders', fields: FIELDS.slice(0, 2) };
    assert.equal((await owner.put(`/api/v1/cases/types/${orders}`, less)).status, 200);
    assert.equal(
      (await save(forms().toReversed())).status,
      200,
      'a field that is gone keeps nobody from saving',
    );
    assert.equal((await save(forms())).status, 200);
    const fresh = { ...forms()[0]!, questions: [question('nothing')] };
    assert.equal((await save([fresh])).body.error.code, 'form.field_unknown');
    await owner.put(`/api/v1/cases/types/${orders}`, { name: 'Orders', fields: FIELDS });
    assert.deepEqual((await owner.get(FORMS)).body.forms.length, 2);
  });
});

describe('the contact form', () => {
  it('shows the questions of what was chosen and keeps what was typed, without scripts', async () => {
    const page = String((await somebody().get('/contact?lang=de')).body);
    assert.match(page, /Worum geht es\?/);
    assert.match(page, /Eine Bestellung/);
    assert.doesNotMatch(page, /Bestellnummer/);
    const chosen = written({ asked: '', act: 'choose', mail: '', text: 'Half a wo' });
    const { status, body } = await sendFields(somebody(), '/contact?lang=de', chosen);
    assert.equal(status, 200);
    for (const said of [/Bestellnummer/, /Steht auf der Rechnung/, /Half a wo/, />Rot</, />blue</])
      assert.match(String(body), said);
    const direct = await sendFields(somebody(), '/contact', written({ asked: '' }));
    assert.equal(direct.status, 200, 'nothing is sent before the questions were seen');
    assert.match(String(direct.body), /Order number/);
  });

  it('says beside each field what is wrong, keeps all of it, and sends nothing', async () => {
    const before = links.length;
    const wrong = written({ 'field.count': 'many', 'field.colour': 'blue' });
    const { status, body } = await sendFields(somebody(), '/contact', wrong);
    assert.equal(status, 400);
    assert.match(String(body), /id="asked-order-wrong">This is needed/);
    assert.match(String(body), /aria-describedby="asked-order-help asked-order-wrong"/);
    assert.match(String(body), /id="asked-count-wrong">Write a number/);
    assert.match(String(body), /value="many"/);
    assert.match(String(body), /value="blue" selected/);
    for (const [more, says] of [
      [{ topic: '', asked: '' }, /Choose what it is about/],
      [{ topic: newId('ctype') }, /changed meanwhile/],
      [{ 'field.order': '1', 'field.internal': 'x' }, /not asked here/],
      [{ 'field.order': '"><script>alert(1)</script>', mail: 'none' }, /no mail address/],
    ] as const) {
      const answer = await sendFields(somebody(), '/contact', written(more));
      assert.equal(answer.status, 400);
      assert.match(String(answer.body), says);
      assert.doesNotMatch(String(answer.body), /<script>alert/);
    }
    assert.deepEqual([links.length, await counted()], [before, 0]);
  });

  it('makes a case of the type with what was filled in, once the address is proven', async () => {
    await confirmed(written({ 'field.order': 'A-1', 'field.count': '2', 'field.colour': 'red' }));
    const made = await newestCase();
    assert.deepEqual([made.title, made.type.name], ['It is broken', 'Orders']);
    assert.deepEqual(made.values, { order: 'A-1', count: 2, colour: 'red' });
    assert.match(JSON.stringify(made.history), /what the customer filled in: Order number, How many, Colour/);
    await confirmed(written({ topic: other, asked: '' }));
    assert.equal((await newestCase()).type.name, 'Other things');
  });

  it('keeps in a note what does not fit any more once the link is followed', async () => {
    const fields = written({ 'field.order': 'B-2', 'field.count': '3' });
    await sendFields(somebody(), '/contact', fields);
    const type = { name: 'Orders', fields: FIELDS.filter(({ key }) => key !== 'count') };
    await owner.put(`/api/v1/cases/types/${orders}`, type);
    const ticket = new URL(links.at(-1)!).searchParams.get('ticket')!;
    assert.equal((await sendFields(somebody(), '/contact/confirm', { ticket })).status, 303);
    const made = await newestCase();
    assert.deepEqual(made.values, { order: 'B-2' });
    assert.match(JSON.stringify(made.notes), /How many: 3/);
    await owner.put(`/api/v1/cases/types/${orders}`, { name: 'Orders', fields: FIELDS });
  });

  it('lets somebody change his mind about what it is', async () => {
    await confirmed(written({ topic: other, asked: orders, 'field.order': 'F-6' }));
    const made = await newestCase();
    assert.deepEqual([made.type.name, made.values], ['Other things', {}]);
  });

  it('chooses the only form by itself, and is as it was where nothing is asked', async () => {
    await save(forms().slice(0, 1));
    const page = String((await somebody().get('/contact')).body);
    assert.match(page, /Order number/);
    assert.doesNotMatch(page, /<select name="topic"/);
    const old = String((await somebody().get(`/contact?topic=${newId('ctype')}`)).body);
    assert.match(old, /Order number/, 'an old address asks what is asked now');
    const stale = await sendFields(somebody(), '/contact', written({ topic: newId('ctype') }));
    assert.equal(stale.status, 400);
    assert.ok(String(stale.body).includes(`name="topic" value="${orders}"`), 'the next time it is sent');
    const before = await counted();
    await save([]);
    assert.doesNotMatch(String((await somebody().get('/contact')).body), /name="(?:topic|asked)"/);
    await confirmed(written({ topic: '', asked: '' }));
    assert.equal(await counted(), before, 'no case is made where nobody asked for one');
    await save(forms());
  });
});

describe('the chat', () => {
  const clientId = () => crypto.randomUUID();
  let chat = '';
  before(async () => {
    const texts = { en: STANDARD_TEXTS, de: STANDARD_TEXTS };
    const widget = { name: 'Shop', colour: '#2c56d4', languages: ['en', 'de'], texts };
    chat = `/api/v1/chat/${(await owner.post('/api/v1/chat-widgets', widget)).body.id}`;
  });
  const order = (fields: object = { order: 'C-3' }) => ({ topic: orders, fields });

  it('tells what is asked, in the visitor’s language', async () => {
    const { forms: asked } = (await somebody().get(`${chat}?language=de`)).body;
    const labels = (of: { label: string }[]) => of.map(({ label }) => label);
    assert.deepEqual(labels(asked.letter), ['Eine Bestellung', 'Other things']);
    assert.deepEqual(labels(asked.chat), ['Eine Bestellung']);
    assert.equal(asked.chat[0].questions[0].label, 'Bestellnummer');
  });

  it('takes a message that is left only with what is asked, as a case, once', async () => {
    const left = (more: object) => ({
      address: 'kim@customer.example',
      text: 'Call me',
      clientId: clientId(),
      language: 'en',
      ...more,
    });
    const before = await counted();
    for (const [more, code] of [
      [{}, 'form.topic_missing'],
      [{ form: order({}) }, 'form.answers_wrong'],
      [{ form: order({ order: '1', internal: 'x' }) }, 'form.unasked'],
      [{ form: { topic: newId('ctype'), fields: {} } }, 'form.topic_unknown'],
    ] as const)
      assert.equal((await somebody().post(`${chat}/offline`, left(more))).body.error.code, code);
    assert.equal(await counted(), before);
    const letter = left({ form: order({ order: 'D-4', count: '1' }) });
    for (let turn = 0; turn < 2; turn++)
      assert.equal((await somebody().post(`${chat}/offline`, letter)).status, 200);
    assert.equal(await counted(), before + 1);
    assert.deepEqual((await newestCase()).values, { order: 'D-4', count: 1 });
  });

  it('takes what was asked with the first message of a chat, and with no other', async () => {
    const who = somebody();
    const { token } = (await who.post(`${chat}/visits`, {})).body;
    const say = (text: string, form?: object) =>
      who.post(
        `${chat}/messages`,
        { clientId: clientId(), text, form },
        { authorization: `Bearer ${token}` },
      );
    const before = await counted();
    assert.equal((await say('Hello', order({}))).body.error.code, 'form.answers_wrong');
    assert.equal((await say('Hello', order())).status, 200);
    assert.equal((await say('And more', order({ order: 'E-5' }))).status, 200);
    assert.equal(await counted(), before + 1);
    assert.deepEqual((await newestCase()).values, { order: 'C-3' });
  });
});
