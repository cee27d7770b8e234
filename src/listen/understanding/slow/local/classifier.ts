import { Tokenizer } from '@huggingface/tokenizers';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '#platform/errors/index.ts';
import { UnusableFolder } from './folder.ts';
import { loadRuntime, type Runtime, type Session } from './runtime.ts';

/** Tokens that any model of this kind takes; a model may say less. */
const MOST_TOKENS = 512;

export interface Classified {
  /** Index of the likeliest class. */
  readonly best: number;
  readonly tokens: number;
}

/** A model of a folder, loaded. It takes the processor for as long as it thinks: only for a thread of its own. */
export class Classifier {
  readonly #runtime: Runtime;
  readonly #session: Session;
  readonly #tokenizer: Tokenizer;
  readonly #mostTokens: number;
  readonly #classes: number;

  private constructor(runtime: Runtime, session: Session, folder: string, classes: number) {
    this.#runtime = runtime;
    this.#session = session;
    this.#classes = classes;
    const settings = (readJson(folder, 'tokenizer_config.json') ?? {}) as { model_max_length?: unknown };
    this.#tokenizer = new Tokenizer(readJson(folder, 'tokenizer.json') ?? {}, settings);
    const most = settings.model_max_length;
    this.#mostTokens = typeof most === 'number' && most >= 2 ? Math.min(most, MOST_TOKENS) : MOST_TOKENS;
  }

  /** Throws `UnusableFolder` where a file is not what it should be. */
  static async load(folder: string, classes: number): Promise<Classifier> {
    const runtime = loadRuntime(folder);
    try {
      const session = await runtime.InferenceSession.create(readFileSync(path.join(folder, 'model.onnx')));
      const unknown = session.inputNames.filter((name) => !(name in FILLED));
      if (unknown.length > 0)
        throw new Error(`its inputs ${unknown.join(', ')} are not those of a text classifier`);
      return new Classifier(runtime, session, folder, classes);
    } catch (error) {
      throw new UnusableFolder(
        `The model in “${path.basename(folder)}” cannot be loaded: ${messageOf(error)} Posts keep their built-in labels.`,
        { cause: error },
      );
    }
  }

  /** Throws where the model's answer has not one number for each class. */
  async classify(text: string): Promise<Classified> {
    const ids = cut(this.#tokenizer.encode(text).ids, this.#mostTokens);
    const feeds = Object.fromEntries(
      this.#session.inputNames.map((name) => {
        const fill = FILLED[name]!;
        const data = BigInt64Array.from(ids, (id) => fill ?? BigInt(id));
        return [name, new this.#runtime.Tensor('int64', data, [1, ids.length])];
      }),
    );
    const output = (await this.#session.run(feeds))[this.#session.outputNames[0]!];
    const scores = Array.from(output?.data ?? []);
    if (scores.length !== this.#classes || scores.some(Number.isNaN))
      throw new Error(
        `The model gives ${scores.length} numbers where config.json names ${this.#classes} classes. Posts keep their built-in labels.`,
      );
    return { best: scores.indexOf(Math.max(...scores)), tokens: ids.length };
  }
}

/** Inputs of text classifiers, and what they are filled with: null stands for the tokens themselves. */
const FILLED: Readonly<Record<string, bigint | null>> = {
  input_ids: null,
  attention_mask: 1n,
  token_type_ids: 0n,
};

/** The beginning of a long text with its last token, which marks the end; an empty text is one token of any kind. */
function cut(ids: readonly number[], most: number): readonly number[] {
  if (ids.length === 0) return [0];
  return ids.length <= most ? ids : [...ids.slice(0, most - 1), ids.at(-1)!];
}

function readJson(folder: string, file: string): object | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(folder, file), 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw new Error(`${file} is no JSON: ${messageOf(error)}`, { cause: error });
  }
}
