import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#platform/ids/index.ts';
import { STANDARD_TEXTS } from '../respond/chat/domain.ts';
import { wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
const owner = await rapport.staff('owner');
after(() => rapport.close());

const [types, chats]: [string[], Map<string, string>] = [[], new Map()];
let visitors = 0;
const somebody = () => rapport.browser({ address: `198.51.100.${++visitors}` });
const wish = (formTypeIds?: string[] | null) => ({
  name: 'Shop chat',
  colour: '#2c56d4',
  languages: ['en'],
  texts: { en: STANDARD_TEXTS },
  ...(formTypeIds === undefined ? {} : { formTypeIds }),
});
const topics = async (chat: string) => {
  const { forms } = (await somebody().get(`/api/v1/chat/${chats.get(chat)}`)).body;
  return [forms.chat, forms.letter].map((some: { label: string }[]) => some.map(({ label }) => label));
};
const leave = (chat: string, form: object | undefined) =>
  somebody().post(`/api/v1/chat/${chats.get(chat)}/offline`, {
    name: 'Ann',
    address: 'ann@customer.example',
    text: 'The lamp does not light.',
    clientId: newId('form'),
    page: { url: '', title: '' },
    language: 'en',
    form,
  });

before(async () => {
  for (const name of ['Orders', 'Repairs'])
    types.push((await owner.post('/api/v1/cases/types', { name })).body.id);
  const forms = types.map((typeId) => ({
    typeId,
    labels: {},
    places: ['letter', 'chat'],
    questions: [],
  }));
  assert.equal((await owner.put('/api/v1/forms', { basedOn: 0, forms })).status, 200);
  for (const [chat, chosen] of [
    ['every', undefined],
    ['repairs', [types[1]!]],
    ['none', []],
  ] as const) {
    const made = await owner.post('/api/v1/chat-widgets', wish(chosen && [...chosen]));
    assert.equal(made.status, 201);
    chats.set(chat, made.body.id);
  }
});

test('each chat offers the forms that were chosen for it, and all where nobody chose', async () => {
  assert.deepEqual(await topics('every'), [
    ['Orders', 'Repairs'],
    ['Orders', 'Repairs'],
  ]);
  assert.deepEqual(await topics('repairs'), [['Repairs'], ['Repairs']]);
  assert.deepEqual(await topics('none'), [[], []]);
});

test('what is not offered in a chat cannot be filled in there', async () => {
  const orders = { topic: types[0]!, fields: {} };
  assert.equal((await leave('repairs', orders)).body.error.code, 'form.topic_unknown');
  assert.equal((await leave('repairs', undefined)).status < 300, true, 'the only form needs no choice');
  const { items } = (await owner.get('/api/v1/cases?status=any')).body;
  assert.deepEqual(
    items.map((one: { type: { name: string } }) => one.type.name),
    ['Repairs'],
  );
  assert.equal((await leave('every', orders)).status < 300, true);
});

test('the choice can be changed and taken back, and is told by the settings', async () => {
  const id = chats.get('none');
  const chosen = async () =>
    (await owner.get('/api/v1/chat-widgets')).body.items.find((one: { id: string }) => one.id === id)
      .formTypeIds;
  assert.deepEqual(await chosen(), []);
  await owner.put(`/api/v1/chat-widgets/${id}`, wish([types[0]!]));
  assert.deepEqual([await chosen(), (await topics('none'))[0]], [[types[0]], ['Orders']]);
  await owner.put(`/api/v1/chat-widgets/${id}`, wish(null));
  assert.deepEqual([await chosen(), (await topics('none'))[0]], [null, ['Orders', 'Repairs']]);
});

test('a chat can be saved after a type is gone that was chosen in it: what nobody sees is dropped', async () => {
  const id = chats.get('none');
  const saved = await owner.put(`/api/v1/chat-widgets/${id}`, wish([newId('ctype'), types[1]!]));
  assert.deepEqual([saved.status, saved.body.formTypeIds], [200, [types[1]]]);
  assert.deepEqual(await topics('none'), [['Repairs'], ['Repairs']]);
});
