import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Words of the tiny model; the first stands for all others. */
const WORDS = ['[UNK]', 'love', 'hate', 'parcel', '##s'];
/** What each word adds to negative, neutral, positive. */
const WEIGHTS = [
  [0, 0.1, 0],
  [0, 0, 9],
  [9, 0, 0],
  [0, 3, 0],
  [0, 0, 0],
];

/** Bytes of an ONNX model that averages the weights of its words: one Gather and one ReduceMean, written as protobuf by hand. */
export function tinyModel(): Uint8Array {
  const weights = new Float32Array(WEIGHTS.flat());
  const classes = WEIGHTS[0]!.length;
  const table = message(
    number(1, WORDS.length),
    number(1, classes),
    number(2, FLOAT),
    string(8, 'weights'),
    bytes(9, new Uint8Array(weights.buffer)),
  );
  const gather = message(
    string(1, 'weights'),
    string(1, 'input_ids'),
    string(2, 'rows'),
    string(4, 'Gather'),
  );
  const mean = message(
    string(1, 'rows'),
    string(2, 'logits'),
    string(4, 'ReduceMean'),
    bytes(5, message(string(1, 'axes'), number(8, 1), number(20, 7))),
    bytes(5, message(string(1, 'keepdims'), number(3, 0), number(20, 2))),
  );
  const graph = message(
    bytes(1, gather),
    bytes(1, mean),
    string(2, 'tiny'),
    bytes(5, table),
    bytes(11, value('input_ids', INT64, ['batch', 'length'])),
    bytes(11, value('attention_mask', INT64, ['batch', 'length'])),
    bytes(12, value('logits', FLOAT, ['batch', classes])),
  );
  return message(number(1, 8), bytes(7, graph), bytes(8, message(string(1, ''), number(2, 13))));
}

const [FLOAT, INT64] = [1, 7];

/** ValueInfoProto: name, and type with element and shape. */
function value(name: string, type: number, dims: readonly (string | number)[]): Uint8Array {
  const shape = message(
    ...dims.map((dim) => bytes(1, typeof dim === 'string' ? string(2, dim) : number(1, dim))),
  );
  return message(string(1, name), bytes(2, bytes(1, message(number(1, type), bytes(2, shape)))));
}

function message(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

function number(field: number, of: number): Uint8Array {
  return Uint8Array.from([...varint(field << 3), ...varint(of)]);
}

function string(field: number, of: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(of));
}

function bytes(field: number, of: Uint8Array): Uint8Array {
  return message(Uint8Array.from([...varint((field << 3) | 2), ...varint(of.length)]), of);
}

function varint(of: number): number[] {
  const low = of & 127;
  return of < 128 ? [low] : [low | 128, ...varint(of >>> 7)];
}

const TOKENIZER = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: null,
  decoder: null,
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
  },
};

/** Writes a folder that can be used, with other contents of files where told (null leaves one out); answers where it lies. */
export function modelFolder(changes: Readonly<Record<string, string | Uint8Array | null>> = {}): string {
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'rapport-model-')), 'tiny');
  mkdirSync(folder);
  const files: Record<string, string | Uint8Array | null> = {
    'model.onnx': tinyModel(),
    'tokenizer.json': JSON.stringify(TOKENIZER),
    'config.json': JSON.stringify({ id2label: { 0: 'negative', 1: 'neutral', 2: 'positive' } }),
    ...changes,
  };
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/**
 * A stand-in for the runtime, for machines without it: it knows the tiny model alone, finds its weights in the bytes, and counts as the
 * runtime does. `hang` never answers, so that time runs out.
 */
export function standInRuntime(): Record<string, string> {
  return {
    'node_modules/onnxruntime-web/package.json': JSON.stringify({
      name: 'onnxruntime-web',
      main: 'index.cjs',
    }),
    'node_modules/onnxruntime-web/index.cjs': STAND_IN,
  };
}

const STAND_IN = `
class Tensor { constructor(type, data, dims) { Object.assign(this, { type, data, dims }); } }
async function create(bytes) {
  const model = Buffer.from(bytes);
  const at = model.indexOf('weights', model.indexOf('tiny')) + 'weights'.length + 2;
  if (at < 20 || !model.includes('ReduceMean')) throw new Error('the bytes are no model');
  const weights = Array.from({ length: ${WEIGHTS.length * WEIGHTS[0]!.length} }, (_, i) => model.readFloatLE(at + 4 * i));
  return {
    inputNames: ['input_ids', 'attention_mask'],
    outputNames: ['logits'],
    async run({ input_ids: { data, dims } }) {
      if (dims[1] !== data.length) throw new Error('the shape is wrong');
      if (process.env.STAND_IN_HANGS === 'yes' && data.length > 7) for (;;);
      const sums = [0, 0, 0].map((_, k) => Array.from(data).reduce((sum, id) => sum + weights[Number(id) * 3 + k], 0));
      return { logits: { data: Float32Array.from(sums, (sum) => sum / data.length), dims: [1, 3] } };
    },
  };
}
module.exports = { env: { wasm: {} }, Tensor, InferenceSession: { create } };
`;

/** What makes the real runtime be found from a model's folder; undefined where it is not installed beside Rapport or in RAPPORT_ONNX_RUNTIME. */
export function realRuntime(): Record<string, string> | undefined {
  const place = process.env['RAPPORT_ONNX_RUNTIME'];
  if (place === undefined) return undefined;
  const main = `module.exports = require(${JSON.stringify(path.join(place, 'node_modules/onnxruntime-web'))});`;
  return {
    'node_modules/onnxruntime-web/package.json': JSON.stringify({
      name: 'onnxruntime-web',
      main: 'index.cjs',
    }),
    'node_modules/onnxruntime-web/index.cjs': main,
  };
}
