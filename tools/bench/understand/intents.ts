import { parseArgs } from 'node:util';
import { areaUnderCurve, seededRandom, shuffled } from '#lib/model/index.ts';
import { classify, type IntentExample, trainIntents, writeIntentModel } from '#listen/understanding/index.ts';
import { DATA_FOLDER, hasSet, readSet } from '../../train/data.ts';

/**
 * node tools/bench/understand/intents.ts [--rounds 3]
 * The company's intents on Banking77 (CC BY 4.0) and CLINC150 (CC BY 3.0): what is held out is cut from their training parts, by seed.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
const rounds = Number(values.rounds);

interface Row {
  readonly text: string;
  readonly intent: string;
}

const BANKING = 'banking77_train.jsonl';
const CLINC = 'clinc150_train_val.jsonl';

if (hasSet(BANKING) && hasSet(CLINC)) {
  const banking = readSet<Row>(BANKING);
  const clinc = readSet<Row>(CLINC);
  const outside = clinc.filter(({ intent }) => intent === 'oos');
  const inside = clinc.filter(({ intent }) => intent !== 'oos');
  print('Banking77, nine tenths of the examples', rounds, (seed) =>
    judge(cut(banking, seed, (rows) => Math.ceil(rows.length * 0.9))),
  );
  print('Banking77, 10 examples of each intent', rounds, (seed) => judge(cut(banking, seed, () => 10, 40)));
  print('CLINC150, five sixths of the examples', rounds, (seed) =>
    judge(
      cut(inside, seed, (rows) => Math.ceil((rows.length * 5) / 6)),
      outside,
    ),
  );
} else process.stdout.write(`Intents: ${BANKING} and ${CLINC} are not in ${DATA_FOLDER}.\n`);

interface Cut {
  readonly kept: readonly Row[];
  readonly heldOut: readonly Row[];
}

/** Takes `size` rows of each intent to learn from, and at most `most` of the others to ask. */
function cut(
  rows: readonly Row[],
  seed: number,
  size: (rows: readonly Row[]) => number,
  most = Infinity,
): Cut {
  const random = seededRandom(seed);
  const groups = [...Map.groupBy(rows, ({ intent }) => intent).values()].map((group) =>
    Array.from(shuffled(group.length, random), (i) => group[i]!),
  );
  return {
    kept: groups.flatMap((group) => group.slice(0, size(group))),
    heldOut: groups.flatMap((group) => group.slice(size(group)).slice(0, most)),
  };
}

interface Figures {
  readonly right: number;
  readonly area: number | undefined;
  readonly flagged: number;
  readonly caught: number | undefined;
  readonly trainSeconds: number;
  readonly perSecond: number;
  readonly megabytes: number;
}

function judge({ kept, heldOut }: Cut, outside: readonly Row[] = []): Figures {
  const examples = kept.map(({ text, intent }): IntentExample => ({ text, label: intent }));
  const { result: trained, seconds: trainSeconds } = timed(() => trainIntents(examples));
  const texts = [...heldOut, ...outside].map(({ text }) => text);
  const { result: said, seconds } = timed(() => texts.map((text) => classify(trained.model, text)));
  const [within, beyond] = [said.slice(0, heldOut.length), said.slice(heldOut.length)];
  const share = (all: readonly unknown[]) => all.filter(Boolean).length / all.length;
  return {
    right: share(within.map(({ label }, i) => label === heldOut[i]!.intent)),
    area:
      outside.length === 0
        ? undefined
        : areaUnderCurve(
            said.map((_, i) => (i < heldOut.length ? 0 : 1)),
            said.map(({ outOfScopeScore }) => outOfScopeScore),
          ),
    flagged: share(within.map(({ outOfScope }) => outOfScope)),
    caught: outside.length === 0 ? undefined : share(beyond.map(({ outOfScope }) => outOfScope)),
    trainSeconds,
    perSecond: texts.length / seconds,
    megabytes: writeIntentModel(trained.model).length / 1e6,
  };
}

/** Processor time, so that what else runs on the machine counts less. */
function timed<T>(work: () => T): { result: T; seconds: number } {
  const began = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(began);
  return { result, seconds: (user + system) / 1e6 };
}

function print(name: string, count: number, round: (seed: number) => Figures): void {
  const all = Array.from({ length: count }, (_, i) => round(i + 1));
  const of = (pick: (figures: Figures) => number) => all.map(pick);
  const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const percent = (number: number) => `${(number * 100).toFixed(1)} %`;
  const right = of((one) => one.right);
  process.stdout.write(
    [
      `${name}: right ${percent(mean(right))} (${percent(Math.min(...right))} to ${percent(Math.max(...right))} in ${count} rounds)`,
      ...(all[0]!.area === undefined
        ? []
        : [
            `  out of scope, never seen: AUROC ${mean(of((one) => one.area!)).toFixed(3)}; ${percent(mean(of((one) => one.caught!)))} called so`,
          ]),
      `  ${percent(mean(of((one) => one.flagged)))} of texts in scope called out of scope`,
      `  training ${mean(of((one) => one.trainSeconds)).toFixed(1)} s of one processor, model ${mean(of((one) => one.megabytes)).toFixed(1)} MB, ${Math.round(mean(of((one) => one.perSecond)))} texts/s`,
      '',
    ].join('\n'),
  );
}
