import { decodeAll } from '@atproto/lex-cbor';
import { lexToJson } from '@atproto/lexicon';
import { type BlockMap, readCar } from '@atproto/repo';
import { POSTS, PROFILES } from '../records/addresses.ts';
import { isShape, listOf, momentOf, type Shape, shapeOf } from '../records/shapes.ts';

/** One frame of `com.atproto.sync.subscribeRepos`. */
export interface Frame {
  /** `#commit`, `#account`, …, or `error`. */
  type: string;
  body: Shape;
  /** Position in the stream; absent in notices and errors. */
  seq?: number;
  /** Microseconds since 1970. */
  at?: number;
}

/** Takes the two CBOR objects of a frame apart. Throws when it is none. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const [header, body] = [...decodeAll(bytes)];
  if (!isShape(header) || !isShape(body)) throw new Error('A frame is a header and a body.');
  const { op, t } = header;
  const type = op === -1 ? 'error' : typeof t === 'string' ? t : '';
  const seq = Number.isSafeInteger(body['seq']) ? Number(body['seq']) : undefined;
  const moment = momentOf(body['time']);
  return {
    type,
    body,
    ...(seq !== undefined && { seq }),
    ...(moment !== undefined && { at: moment.getTime() * 1000 }),
  };
}

/** The operations of a commit that matter to us, each as an event in Jetstream's JSON form. `at` is the commit's own time. */
export async function commitEvents(body: Shape, at: number): Promise<Shape[]> {
  const ops = listOf(body['ops'], 1000).map(shapeOf).filter(isWanted);
  if (ops.length === 0) return [];
  const blocks = await blocksOf(body['blocks']);
  return ops.map((op) => {
    const [collection, rkey] = String(op['path']).split('/');
    const operation = op['action'];
    const cid = op['cid'] === null || op['cid'] === undefined ? undefined : String(op['cid']);
    const record = operation === 'delete' ? undefined : recordOf(op['cid'], blocks);
    const commit = { rev: body['rev'], operation, collection, rkey, cid, record };
    return { did: body['repo'], time_us: at, kind: 'commit', commit };
  });
}

function isWanted(op: Shape): boolean {
  const path = op['path'];
  return typeof path === 'string' && (path.startsWith(`${POSTS}/`) || path.startsWith(`${PROFILES}/`));
}

/** Hashes are not checked: the commit's signature is not either, and without it they prove nothing. */
async function blocksOf(car: unknown): Promise<BlockMap | undefined> {
  if (!(car instanceof Uint8Array) || car.length === 0) return undefined;
  const { blocks } = await readCar(car, { skipCidVerification: true });
  return blocks;
}

/** The record in JSON form; undefined when the commit came without it, which makes the event a refusal. */
function recordOf(cid: unknown, blocks: BlockMap | undefined): unknown {
  const bytes = cid ? blocks?.get(cid as Parameters<BlockMap['get']>[0]) : undefined;
  if (bytes === undefined) return undefined;
  const [record] = decodeAll(bytes);
  return lexToJson(record);
}
