import assert from 'node:assert/strict';
import { until } from '../helpers/app.ts';
import type { FakeChat } from '../helpers/chat-fake.ts';
import { findings, inFrame, type Visitor } from '../helpers/chat-visitor.ts';

const question = (field: string, label: string, kind: string, more: object = {}) => ({
  field,
  label,
  help: '',
  kind,
  choices: [],
  isRequired: false,
  ...more,
});
const ORDER = {
  topic: 'ctype_order',
  label: 'An order',
  questions: [
    question('number', 'Order number', 'text', { help: 'It stands on the bill.', isRequired: true }),
    question('count', 'How many', 'number'),
    question('colour', 'Colour', 'choice', { choices: [{ value: 'red', label: 'Red' }] }),
    question('open', 'Was it opened?', 'yes-no'),
  ],
};
const OTHER = { topic: 'ctype_other', label: 'Something else', questions: [] };

/** What the company asks is met before a chat and with a letter; what was changed meanwhile is asked again. */
export async function meetsForms(visitor: Visitor, fake: FakeChat): Promise<void> {
  const { frame, page } = visitor;
  fake.config = { forms: { letter: [ORDER], chat: [ORDER, OTHER] } };
  await page.reload();
  await visitor.open();
  await visitor.write('It is broken');
  await frame.getByRole('heading', { name: 'A few questions first' }).waitFor();
  await frame.getByRole('button', { name: 'Start the chat' }).click();
  await frame.getByText('This is needed.').waitFor();
  await frame.getByLabel('What is it about?').selectOption('An order');
  assert.deepEqual(await findings(visitor), []);
  await frame.getByLabel('Order number').fill('A-1');
  await frame.getByLabel('How many').fill('2.5');
  await frame.getByLabel('Colour').selectOption('Red');
  assert.equal(await inFrame(page, 'document.documentElement.scrollWidth > innerWidth'), false);
  fake.faults = [{ path: 'messages', how: 400, message: 'Changed.', code: 'form.topic_unknown' }];
  await frame.getByRole('button', { name: 'Start the chat' }).click();
  await until('it was refused', () => fake.faults.length === 0);
  await frame.getByLabel('What is it about?').selectOption('Something else');
  await frame.getByRole('button', { name: 'Start the chat' }).click();
  await until('it is taken', () => fake.messages.length === 1);
  const [refused, taken] = fake.posted('messages');
  const fields = { number: 'A-1', count: '2.5', colour: 'red' };
  assert.deepEqual(
    [refused?.['form'], taken?.['form']],
    [
      { topic: 'ctype_order', fields },
      { topic: 'ctype_other', fields: {} },
    ],
  );
  await visitor.write('And more');
  await until('it is taken', () => fake.messages.length === 2);
  assert.equal(fake.posted('messages')[2]?.['form'], undefined, 'asked once');
  fake.reset();
  fake.config = { isOpen: false, forms: { letter: [ORDER], chat: [] } };
  await page.evaluate("rapport('shutdown')");
  await page.reload();
  await page.evaluate("rapport('open')");
  await leaves(visitor, fake);
}

async function leaves(visitor: Visitor, fake: FakeChat): Promise<void> {
  const { frame } = visitor;
  await frame.getByLabel('Your mail address').fill('kim@example.com');
  await frame.getByRole('textbox', { name: 'Your message' }).fill('My lamp');
  await frame.getByRole('button', { name: 'Send the message' }).click();
  await frame.getByText('This is needed.').waitFor();
  assert.deepEqual(await findings(visitor), []);
  assert.deepEqual(fake.posted('offline'), []);
  await frame.getByLabel('Order number').fill('B-2');
  await frame.getByLabel('Was it opened?').selectOption('Yes');
  fake.faults = [{ path: 'offline', how: 503, message: '' }];
  await frame.getByRole('button', { name: 'Send the message' }).click();
  await frame.getByText('The message was not sent. It is still here').waitFor();
  assert.equal(await frame.getByLabel('Order number').inputValue(), 'B-2');
  await frame.getByRole('button', { name: 'Send the message' }).click();
  await frame.getByText('The answer comes to kim@example.com.').waitFor();
  const form = { topic: 'ctype_order', fields: { number: 'B-2', open: 'yes' } };
  assert.deepEqual(fake.posted('offline')[1]?.['form'], form);
}
