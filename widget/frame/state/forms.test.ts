import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Action } from './actions.ts';
import { readForms } from './forms.ts';
import { reduce } from './reduce.ts';
import { readConfig } from './shapes.ts';
import { INITIAL, type State } from './state.ts';

const AT = '2026-03-02T10:00:00.000Z';
const form = { topic: 'ctype_1', label: 'An order', questions: [{ field: 'number', kind: 'number' }] };
const configured = (chat: unknown[]): Action => ({
  type: 'configured',
  config: readConfig({ name: 'N', forms: { chat } }),
});
const asked: Action = { type: 'asked', clientId: 'c1', text: 'Hello', files: [], at: AT };
const given = { topic: 'ctype_1', fields: { number: '1' } };
const introduced: Action = { type: 'introduced', name: null, mail: null, form: given };
const wrote = (state: State): Action => ({ type: 'wrote', ...state.opening! });
const after = (actions: readonly Action[], from: State = INITIAL) => actions.reduce(reduce, from);

describe('what the server says of forms', () => {
  it('is understood as far as it makes sense', () => {
    assert.deepEqual(readForms([form]), [
      {
        topic: 'ctype_1',
        label: 'An order',
        questions: [
          {
            field: 'number',
            label: 'number',
            help: '',
            kind: 'number',
            choices: [],
            isRequired: false,
          },
        ],
      },
    ]);
    for (const nothing of [null, 1, 'x', {}, [null, 1, { label: 'no topic' }]])
      assert.deepEqual(readForms(nothing), []);
    const [one] = readForms([{ topic: 't', questions: [{ field: 'a', kind: 'file' }, {}, null] }]);
    assert.deepEqual(
      one!.questions.map(({ field, kind }) => [field, kind]),
      [['a', 'text']],
    );
    assert.deepEqual(readConfig({}).forms, { letter: [], chat: [] }, 'an older server asks nothing');
  });
});

describe('what is asked before a chat', () => {
  it('goes with the first message, also of somebody who is known, and is asked in every new chat', () => {
    const known = after([configured([form]), { type: 'introduced', name: 'Kim', mail: null }]);
    const waiting = after([asked], known);
    assert.equal(waiting.opening?.step, 'details');
    const going = after([introduced], waiting);
    assert.equal(going.opening?.step, 'going');
    const sent = after([wrote(going)], going);
    assert.deepEqual([sent.opening, sent.pending[0]?.form], [null, given]);
    const anew = after([{ ...asked, clientId: 'c2' }], { ...sent, pending: [] });
    assert.equal(anew.opening?.step, 'details');
  });

  it('is chosen already where the only form asks nothing, and no step is in between', () => {
    const known = after([
      configured([{ ...form, questions: [] }]),
      { type: 'introduced', name: 'Kim', mail: null },
    ]);
    const going = after([asked], known);
    assert.deepEqual([going.opening?.step, going.opening?.form], ['going', { topic: 'ctype_1', fields: {} }]);
    const two = after([configured([{ ...form, questions: [] }, form]), asked], known);
    assert.deepEqual([two.opening?.step, two.opening?.form], ['details', null]);
  });

  it('is asked again where it was changed meanwhile, and not where nothing is asked any more', () => {
    const going = after([configured([form]), asked, introduced]);
    const sent = after([wrote(going)], going);
    const again: Action = { type: 'askedAgain', clientId: 'c1' };
    const back = after([configured([{ ...form, topic: 'ctype_2' }]), again], sent);
    assert.deepEqual([back.opening?.step, back.opening?.form, back.pending.length], ['details', null, 0]);
    assert.equal(back.opening?.text, 'Hello');
    assert.equal(after([configured([]), { ...introduced, form: null }, again], sent).opening?.step, 'going');
    assert.equal(after([{ ...again, clientId: 'c9' }], sent), sent);
  });
});
