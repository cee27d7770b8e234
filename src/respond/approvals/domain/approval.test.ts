import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFrom } from '../../../../test/helpers/random.ts';
import { type Act, type Approval, begin, currentStep, follow, isOpen, type StepNeed } from './approval.ts';
import { afterOutcome, NEW } from './trust.ts';
import { largestSum } from './facts.ts';
import { seal } from './seal.ts';

/**
 * The same rules once more, in the plainest way: a list of what was accepted, read anew from its beginning for every question. Nothing of
 * the machine is used.
 */
class Model {
  readonly log: Act[] = [];
  readonly #author: string;
  readonly #steps: readonly StepNeed[];
  readonly #first: readonly string[];

  constructor(author: string, steps: readonly StepNeed[], first: readonly string[]) {
    this.#author = author;
    this.#steps = steps;
    this.#first = first;
  }

  /** Everything since the last edit. */
  #sinceEdit(): { offered: readonly string[]; acts: Act[] } {
    let offered = this.#first;
    let acts: Act[] = [];
    for (const act of this.log) {
      if (act.act === 'revise') [offered, acts] = [act.offered, []];
      else if (act.act === 'accept') {
        const by = this.log.slice(0, this.log.indexOf(act)).findLast((one) => one.act === 'suggest')!;
        [offered, acts] = [[act.hash], [{ ...by, act: 'approve' } as Act]];
      } else acts.push(act);
    }
    return { offered, acts };
  }

  approvals(): Extract<Act, { step: number }>[] {
    return this.#sinceEdit().acts.flatMap((act) => ('step' in act && act.act === 'approve' ? [act] : []));
  }

  /** The first step that has not enough words. */
  step(): number {
    for (const [index, { need, places }] of this.#steps.entries()) {
      const given = this.approvals().filter(({ step }) => step === index);
      const covered = new Set(given.flatMap((act) => act.places)).size;
      if (need === 'any' ? given.length === 0 : covered < places) return index;
    }
    return this.#steps.length;
  }

  state(): string {
    const last = this.log.at(-1)?.act;
    const ends: Partial<Record<string, string>> = {
      reject: 'rejected',
      withdraw: 'withdrawn',
      expire: 'expired',
    };
    if (last && ends[last]) return ends[last];
    if (this.step() === this.#steps.length) return 'approved';
    return last === 'ask' ? 'changes' : last === 'suggest' ? 'suggested' : 'waiting';
  }

  round(): number {
    return 1 + this.log.filter(({ act }) => act === 'revise' || act === 'accept').length;
  }

  may(act: Act): boolean {
    const state = this.state();
    const isOver = ['approved', 'rejected', 'withdrawn', 'expired'].includes(state);
    if (isOver) return false;
    if (act.act === 'expire') return true;
    if ('step' in act) {
      const { offered } = this.#sinceEdit();
      const picked = this.approvals()[0]?.hash;
      const stands = picked === undefined ? offered.includes(act.hash) : picked === act.hash;
      const isRight = act.act === 'suggest' ? !stands : stands;
      const isNow = act.round === this.round() && act.step === this.step() && state === 'waiting';
      return act.voter !== this.#author && act.places.length > 0 && isNow && isRight;
    }
    if (act.voter !== this.#author) return false;
    if (act.act === 'insist') return state !== 'waiting';
    if (act.act === 'accept') {
      const last = this.log.at(-1);
      return state === 'suggested' && last?.act === 'suggest' && last.hash === act.hash;
    }
    return true;
  }

  /** The very same word once more. */
  isRepeated(act: Act): boolean {
    return (
      act.act === 'approve' &&
      this.approvals().some(
        ({ voter, step, hash }) => voter === act.voter && step === act.step && hash === act.hash,
      )
    );
  }
}

test('whatever is done in whatever order, the machine and the plain model agree', () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
  const random = randomFrom(seed);
  const below = (most: number) => Math.floor(random() * most);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;
  let approved = 0;
  for (let run = 0; run < 3000; run++) {
    const steps = Array.from({ length: 1 + below(3) }, (): StepNeed => ({
      need: pick(['any', 'all']),
      places: 1 + below(3),
    }));
    const texts = ['t1', 't2', 't3', 't4'];
    const first = texts.slice(0, 1 + below(3));
    const model = new Model('author', steps, first);
    let machine = begin('author', steps, first);
    for (let turn = 0; turn < 14; turn++) {
      const act = anyAct(machine, pick, below, texts);
      const before = machine;
      const next = follow(machine, act);
      const told = `seed ${seed}, run ${run}: ${JSON.stringify({ steps, log: model.log, act, next })}`;
      if (typeof next === 'string') assert.ok(!model.may(act) && !model.isRepeated(act), told);
      else if (next === before) assert.ok(model.isRepeated(act), told);
      else {
        assert.ok(model.may(act), told);
        model.log.push(act);
        machine = next;
      }
      assert.equal(machine.state, model.state(), told);
      assert.equal(machine.round, model.round(), told);
      if (isOpen(machine)) assert.equal(currentStep(machine), model.step(), told);
      holdsPromises(machine, told);
    }
    if (machine.state === 'approved') approved++;
  }
  assert.ok(approved > 200, `${approved} of 3000 runs reached an approval; seed ${seed}`);
});

function anyAct(
  machine: Approval,
  pick: <T>(from: readonly T[]) => T,
  below: (most: number) => number,
  texts: readonly string[],
): Act {
  const voter = pick(['ana', 'ben', 'cleo', 'dora', 'author']);
  // Mostly what somebody would do who sees how it stands, sometimes anything.
  const isWild = below(6) === 0;
  const at = Math.min(currentStep(machine), machine.steps.length - 1);
  const step = isWild ? below(3) : at;
  const round = isWild ? 1 + below(3) : machine.round;
  const hash = isWild ? pick(texts) : (machine.chosen ?? pick(machine.offered));
  const places = below(8) === 0 ? [] : [below(machine.steps[at]!.places)];
  switch (below(12)) {
    case 0:
      return { act: 'ask', voter, round, step, places, hash };
    case 1:
      return { act: 'suggest', voter, round, step, places, hash: `s${below(3)}` };
    case 2:
      return { act: 'accept', voter: 'author', hash: machine.suggestion?.hash ?? 's0' };
    case 3:
      return { act: 'insist', voter: 'author' };
    case 4:
      return below(3) > 0
        ? { act: 'insist', voter }
        : { act: 'revise', voter: pick(['author', 'author', 'ana']), offered: texts.slice(below(3)) };
    case 5:
      return below(8) > 0
        ? { act: 'insist', voter: 'author' }
        : pick<Act>([
            { act: 'withdraw', voter: 'author' },
            { act: 'expire' },
            { act: 'reject', voter, round, step, places, hash },
          ]);
    default:
      return { act: 'approve', voter, round, step, places, hash };
  }
}

/** What must hold whatever happened. */
function holdsPromises(approval: Approval, told: string): void {
  assert.ok(!approval.words.some(({ voter }) => voter === approval.authorId), `his own: ${told}`);
  if (approval.state === 'approved') {
    assert.ok(approval.chosen !== null && approval.offered.includes(approval.chosen), told);
    assert.ok(
      approval.words.every(({ hash }) => hash === approval.chosen),
      `words about another text: ${told}`,
    );
  }
  assert.equal(approval.suggestion !== null, approval.state === 'suggested', told);
}

test('an edit takes every word back, also when the first text comes again', () => {
  const two = [
    { need: 'any', places: 1 },
    { need: 'any', places: 1 },
  ] as const;
  const word = (voter: string, round: number, step: number, hash: string): Act => {
    return { act: 'approve', voter, round, step, places: [0], hash };
  };
  let approval = begin('author', two, ['a']);
  for (const act of [
    word('ana', 1, 0, 'a'),
    { act: 'revise', voter: 'author', offered: ['b'] } as const,
    { act: 'revise', voter: 'author', offered: ['a'] } as const,
  ]) {
    const next = follow(approval, act);
    assert.ok(typeof next !== 'string', String(next));
    approval = next;
  }
  assert.equal(currentStep(approval), 0);
  assert.equal(follow(approval, word('ben', 1, 0, 'a')), 'changed');
  assert.equal(follow(approval, word('author', 3, 0, 'a')), 'own');
});

test('the seal tells every difference that a reader could notice, and none other', () => {
  const parts = {
    network: 'mail',
    accountId: 'ba_1',
    origin: 'mail',
    target: 'm1',
    text: 'Hello',
    envelope: { subject: 'Re: bill', cc: ['a@x.example', 'b@x.example'] },
    files: [{ name: 'a.png', sha256: 'aa' }],
  };
  const whole = seal(parts);
  assert.equal(
    seal({ ...parts, envelope: { cc: ['b@x.example', 'a@x.example'], subject: 'Re: bill' } }),
    whole,
  );
  const others = [
    { ...parts, network: 'chat' },
    { ...parts, accountId: 'ba_2' },
    { ...parts, target: 'm2' },
    { ...parts, text: 'Hello ' },
    { ...parts, envelope: null },
    { ...parts, envelope: { ...parts.envelope, bcc: ['c@x.example'] } },
    { ...parts, files: [] },
    { ...parts, files: [{ name: 'a.png', sha256: 'ab' }] },
    { ...parts, files: [{ name: 'b.png', sha256: 'aa' }] },
  ];
  assert.equal(new Set([whole, ...others.map(seal)]).size, others.length + 1);
});

test('trust comes with a row of replies approved as written, and stays until a lead takes it', () => {
  const after = (outcomes: string) =>
    [...outcomes].reduce(
      (trust, one) => afterOutcome(trust, one === '+' ? 'clean' : one === '~' ? 'changed' : 'rejected', 3),
      NEW,
    );
  assert.deepEqual(after('++'), { streak: 2, isTrusted: false });
  assert.deepEqual(after('++~'), { streak: 0, isTrusted: false });
  assert.equal(after('++~++').isTrusted, false);
  assert.equal(after('+-+++').isTrusted, true);
  assert.deepEqual(after('+++~'), { streak: 0, isTrusted: true });
});

test('sums of money are read as people write them', () => {
  for (const [text, sum] of [
    ['We give you $40 back', 40],
    ['We give you 1,250.00 € back', 1250],
    ['EUR 1.250,50 and a voucher for 20 euros', 1250.5],
    ['That makes 99 dollars.', 99],
    ['Order 12345 arrives on 12.11.', null],
    ['£5, then £7.', 7],
  ] as const)
    assert.equal(largestSum(text), sum, text);
});
