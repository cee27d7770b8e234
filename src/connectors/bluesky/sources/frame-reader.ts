import { messageOf } from '#platform/errors/index.ts';
import { SourceBusy, type SourceBatch, type SourceContext } from '../../kit/index.ts';
import type { BlobAddresses } from '../records/addresses.ts';
import { readEvent, refuse } from '../records/event.ts';
import type { Shape } from '../records/shapes.ts';
import { commitEvents, decodeFrame, type Frame } from './frames.ts';
import type { Step } from './reconnect.ts';

/** How far was read: the server's own number, and the time (microseconds since 1970) of that event. */
export interface RepoPlace {
  seq?: number;
  time?: number;
}

type Gap = NonNullable<SourceBatch['gap']>;

/** What the frames of one connection say, batch by batch. */
export class FrameReader {
  failure: Error | undefined;
  /** The server counts anew: what was reached means nothing to it. */
  isRenumbered = false;
  readonly #isPds: boolean;
  readonly #context: SourceContext;
  readonly #blobs: BlobAddresses;
  #place: RepoPlace;
  #items: SourceBatch['items'] = [];
  #skipped = 0;
  #gaps: string[] = [];
  #firstTime: number | undefined;

  constructor(from: RepoPlace, blobs: BlobAddresses, isPds: boolean, context: SourceContext) {
    this.#place = from;
    this.#blobs = blobs;
    this.#isPds = isPds;
    this.#context = context;
  }

  async read(messages: (Uint8Array | string)[]): Promise<Step<RepoPlace>> {
    const before = this.#place;
    this.#items = [];
    this.#skipped = 0;
    this.#gaps = [];
    this.#firstTime = undefined;
    for (const message of messages)
      await this.#readMessage(typeof message === 'string' ? Buffer.from(message) : message);
    const gap = this.#gapSince(before);
    const batch: SourceBatch = {
      items: this.#items,
      skipped: this.#skipped,
      cursor: JSON.stringify(this.#place),
      ...(this.#place.time !== undefined && { newestEventAt: new Date(this.#place.time / 1000) }),
      ...(gap !== undefined && { gap }),
    };
    return { batch, reached: this.#place };
  }

  async #readMessage(bytes: Uint8Array): Promise<void> {
    try {
      const frame = decodeFrame(bytes);
      await this.#readFrame(frame);
    } catch (error) {
      const payload = () => Buffer.from(bytes).toString('base64');
      this.#items.push(refuse('bluesky.frame_invalid', messageOf(error), payload));
    }
  }

  async #readFrame(frame: Frame): Promise<void> {
    const { body, type, seq } = frame;
    if (type === 'error') return this.#readError(body);
    if (type === '#info')
      return void this.#gaps.push(`The server says ${body['name']}: ${body['message'] ?? 'no more'}.`);
    const at = frame.at ?? this.#context.clock.now().getTime() * 1000;
    this.#firstTime ??= at;
    if (seq !== undefined && seq > (this.#place.seq ?? -1)) this.#place = { seq, time: at };
    for (const event of await this.#eventsOf(frame, at)) {
      const { item } = readEvent(event, () => JSON.stringify(event), this.#blobs);
      if (item === null) this.#skipped += 1;
      else this.#items.push(item);
    }
  }

  async #eventsOf({ type, body }: Frame, at: number): Promise<Shape[]> {
    switch (type) {
      case '#commit': {
        if (body['tooBig'] === true)
          this.#gaps.push(`A change of ${body['repo']} was too large for the stream.`);
        const events = await commitEvents(body, at);
        if (events.length === 0) this.#skipped += 1;
        return events;
      }
      case '#account':
        return [
          {
            did: body['did'],
            time_us: at,
            kind: 'account',
            account: { active: body['active'], status: body['status'] },
          },
        ];
      case '#identity':
        return [{ did: body['did'], time_us: at, kind: 'identity', identity: { handle: body['handle'] } }];
      case '#sync':
        // On a relay single accounts are reset all the time; there it is no news about the source.
        if (this.#isPds)
          this.#gaps.push(`${body['did']} was replaced as a whole; its posts were not read again.`);
        this.#skipped += 1;
        return [];
      default:
        this.#skipped += 1;
        return [];
    }
  }

  #readError(body: Shape): void {
    if (body['error'] !== 'FutureCursor') {
      this.failure = new SourceBusy(
        `The server ended the stream: ${body['error']}. ${body['message'] ?? ''}`.trim(),
      );
      return;
    }
    this.#gaps.push('The server counts its events anew; what it said meanwhile may be missing.');
    this.#place = this.#isPds ? { seq: 0 } : {};
    this.isRenumbered = true;
  }

  #gapSince(before: RepoPlace): Gap | undefined {
    if (this.#gaps.length === 0) return undefined;
    return {
      ...(before.time !== undefined && { from: new Date(before.time / 1000) }),
      ...(this.#firstTime !== undefined && { to: new Date(this.#firstTime / 1000) }),
      reason: [...new Set(this.#gaps)].slice(0, 5).join(' '),
    };
  }
}
