import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '#platform/errors/index.ts';
import { isGone, type Line, linesOf, type Streams } from '#listen/matcher/index.ts';
import { classify, type ClassifiedIntent } from './classify.ts';
import { evaluateIntents, type IntentFigures } from './evaluate.ts';
import { type IntentExample, readExampleLine, UnusableExamples } from './examples.ts';
import type { IntentModel } from './model.ts';
import { BadIntentModel, readIntentModel, writeIntentModel } from './model-file.ts';
import { readTextLine } from './text-line.ts';
import { trainIntents } from './train.ts';

/** Name of the model in the data directory, where neither `--out` nor `--model` says otherwise. */
export const MODEL_FILE = 'intents.model';

const TRAIN_HELP = `rapport train intents FILE|- [--out MODEL] [--seed N] [--evaluate]

Learns your own intents from examples: lines of JSON with "text" and "label". Needs no database. Examples with the label "oos",
"out_of_scope" or "none" belong to no intent. A bad line is reported on standard error with its number and passed over.

--out       where the model is written; intents.model in the data directory (RAPPORT_DATA) unless given
--seed      same examples and seed, same model (1)
--evaluate  also say how often it is right on examples it was not trained on (takes about five times as long)
`;

const INTENTS_HELP = `rapport intents [--model MODEL] [--because] < texts

Says of each line on standard input which intent it has. A line is a text, or JSON with "text" and perhaps "id". Needs no database.

--model    what "rapport train intents" wrote; intents.model in the data directory (RAPPORT_DATA) unless given
--because  also say the next likeliest intents, and which words decided, in UTF-16 offsets of the text

Each answer has "label" (the likeliest intent), "confidence" (its probability), "outOfScope", and "outOfScopeScore" (0 to 1, from 0.5 on out of scope).
`;

/** Longest line in bytes; a longer one is reported and passed over. */
const MOST_BYTES = 1024 * 1024;

type Output = Pick<Streams, 'stdout' | 'stderr'>;

/** `rapport train`: resolves with 0, with 1 where a file cannot be used, or with 2 where the arguments or examples are wrong. */
export async function runTrain(argv: readonly string[], streams: Streams, dataDir: string): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        seed: { type: 'string', default: '1' },
        evaluate: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [what, file, ...rest] = positionals;
    if (values.help) return said(streams, TRAIN_HELP);
    if (what !== 'intents' || file === undefined || rest.length > 0)
      return wrong(streams, 'train', 'Say what to train and from which file.', TRAIN_HELP);
    const seed = Number(values.seed);
    if (!Number.isSafeInteger(seed))
      return wrong(streams, 'train', '--seed is not a whole number.', TRAIN_HELP);
    const examples = await readExamples(file, streams);
    return await trainFrom(
      examples,
      values.out ?? path.join(dataDir, MODEL_FILE),
      { ...values, seed },
      streams,
    );
  } catch (error) {
    return failed(streams, 'train', error, TRAIN_HELP);
  }
}

/** `rapport intents`: resolves with 0, with 1 where the model cannot be used, or with 2 where the arguments are wrong. */
export async function runIntents(
  argv: readonly string[],
  streams: Streams,
  dataDir: string,
): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        model: { type: 'string' },
        because: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return said(streams, INTENTS_HELP);
    const model = await loadModel(values.model ?? path.join(dataDir, MODEL_FILE));
    await answerLines(model, values.because, streams);
    return 0;
  } catch (error) {
    return failed(streams, 'intents', error, INTENTS_HELP);
  }
}

async function readExamples(file: string, { stdin, stderr }: Streams): Promise<IntentExample[]> {
  const examples: IntentExample[] = [];
  for await (const lines of linesOf(file === '-' ? stdin : createReadStream(file), MOST_BYTES))
    for (const { number, text } of lines) {
      if (text?.trim() === '') continue;
      const read = text === undefined ? tooLong : readExampleLine(text);
      if (read.isValid) examples.push(read.value);
      else stderr.write(`rapport train: line ${number} is passed over: ${read.reason}\n`);
    }
  return examples;
}

const tooLong = { isValid: false, reason: `It is longer than ${MOST_BYTES} bytes.` } as const;

async function trainFrom(
  examples: readonly IntentExample[],
  out: string,
  { seed, evaluate }: { seed: number; evaluate: boolean },
  streams: Output,
): Promise<number> {
  const started = performance.now();
  const { model, notes } = trainIntents(examples, { seed });
  for (const note of notes) streams.stderr.write(`rapport train: ${note}\n`);
  await writeWhole(out, writeIntentModel(model));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  streams.stdout.write(
    `Trained ${model.labels.length} intents on ${model.exampleCount} examples in ${seconds} s. Written to ${path.resolve(out)}.\n`,
  );
  if (evaluate) streams.stdout.write(figuresAsText(evaluateIntents(examples, { seed })));
  return 0;
}

/** A reader never sees half a model. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  const beside = `${file}.${process.pid}.new`;
  await writeFile(beside, bytes);
  await rename(beside, file);
}

async function loadModel(file: string): Promise<IntentModel> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new BadIntentModel(
      `There is no model at ${path.resolve(file)} (${messageOf(error)}). "rapport train intents FILE" makes one.`,
    );
  }
  try {
    return readIntentModel(bytes);
  } catch (error) {
    throw new BadIntentModel(`${path.resolve(file)}: ${messageOf(error)}`);
  }
}

async function answerLines(
  model: IntentModel,
  isExplained: boolean,
  { stdin, stdout, stderr }: Streams,
): Promise<void> {
  const broken = new AbortController();
  stdout.once('error', (error) => broken.abort(error));
  stderr.on('error', () => undefined);
  try {
    for await (const lines of linesOf(stdin, MOST_BYTES)) {
      const { written, reports } = answersTo(lines, model, isExplained);
      if (reports !== '') stderr.write(reports);
      if (written !== '' && !stdout.write(written)) await once(stdout, 'drain', { signal: broken.signal });
      broken.signal.throwIfAborted();
    }
  } catch (error) {
    if (!broken.signal.aborted) throw error;
    if (!isGone(broken.signal.reason)) throw broken.signal.reason;
  }
}

function answersTo(lines: readonly Line[], model: IntentModel, isExplained: boolean) {
  let [written, reports] = ['', ''];
  for (const { number, text } of lines) {
    if (text?.trim() === '') continue;
    const read = text === undefined ? tooLong : readTextLine(text);
    if (read.isValid) {
      const { id, text: words } = read.value;
      written += `${JSON.stringify({ id, ...answerOf(classify(model, words, { isExplained }), isExplained) })}\n`;
    } else reports += `rapport intents: line ${number} is passed over: ${read.reason}\n`;
  }
  return { written, reports };
}

function answerOf({ because, others, ...answer }: ClassifiedIntent, isExplained: boolean): object {
  const short = {
    ...answer,
    confidence: digits(answer.confidence),
    outOfScopeScore: digits(answer.outOfScopeScore),
  };
  if (!isExplained) return short;
  return {
    ...short,
    others: others.map(({ label, confidence }) => ({ label, confidence: digits(confidence) })),
    because: because.map(({ start, end, weight }) => ({ start, end, weight: digits(weight) })),
  };
}

/** Six digits: fewer would tie what is nearly the same. */
function digits(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function figuresAsText({ texts, accuracy, macroF1, outOfScope, confusions }: IntentFigures): string {
  const lines = [
    `On ${texts} examples held out in turn: right ${percent(accuracy)}, macro-F1 ${percent(macroF1)}.`,
    outOfScope === null
      ? 'Too few intents to say how well texts of none are told.'
      : `Texts of intents that were left out are told from others with an area under the curve of ${outOfScope.toFixed(3)}.`,
    ...confusions
      .slice(0, 10)
      .map(({ meant, said: taken, count }) => `  ${meant} was taken for ${taken}: ${count}`),
  ];
  return `${lines.join('\n')}\n`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function said({ stdout }: Output, text: string): number {
  stdout.write(text);
  return 0;
}

function wrong({ stderr }: Output, command: string, text: string, help: string): number {
  stderr.write(`rapport ${command}: ${text}\n\n${help}`);
  return 2;
}

function failed(streams: Output, command: string, error: unknown, help: string): number {
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return wrong(streams, command, error.message, help);
  streams.stderr.write(`rapport ${command}: ${messageOf(error)}\n`);
  if (error instanceof UnusableExamples) return 2;
  if (error instanceof BadIntentModel || (error instanceof Error && 'code' in error)) return 1;
  throw error;
}
