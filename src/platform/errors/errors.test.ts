import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError, defineErrors, messageOf } from './index.ts';

const errors = defineErrors({
  'thing.gone': { status: 410, text: 'The {kind} {name} is gone; {name} was it. {unknown} stays.' },
});

describe('an error of ours', () => {
  it('fills its text in, every time a name stands there, and keeps what it does not know', () => {
    const error = errors('thing.gone', { kind: 'topic', name: 'Shirts' });
    assert.equal(error.message, 'The topic Shirts is gone; Shirts was it. {unknown} stays.');
    assert.deepEqual(
      [error.code, error.status, error.params],
      ['thing.gone', 410, { kind: 'topic', name: 'Shirts' }],
    );
    assert.ok(error instanceof AppError && error instanceof Error);
  });

  it('takes values as they are: what they hold is no text of ours', () => {
    const error = errors('thing.gone', { kind: '{name}', name: '$& $1 {kind}' });
    assert.equal(error.message, 'The {name} $& $1 {kind} is gone; $& $1 {kind} was it. {unknown} stays.');
  });

  it('says numbers, truth and nothing', () => {
    const text = (value: string | number | boolean | null) =>
      new AppError('x', 400, '{value}', { value }).message;
    assert.deepEqual([text(0), text(false), text('')], ['0', 'false', '']);
  });

  it('cannot be asked for what every object has', () => {
    assert.equal(new AppError('x', 400, '{constructor} {toString}', {}).message, '{constructor} {toString}');
  });

  it('keeps its cause', () => {
    const cause = new Error('below');
    assert.equal(errors('thing.gone', {}, cause).cause, cause);
    assert.ok(!('cause' in errors('thing.gone')));
  });
});

describe('the message of anything thrown', () => {
  it('is a text', () => {
    assert.deepEqual(
      [messageOf(new Error('x')), messageOf('y'), messageOf(undefined), messageOf({ toString: () => 'z' })],
      ['x', 'y', 'undefined', 'z'],
    );
  });
});
