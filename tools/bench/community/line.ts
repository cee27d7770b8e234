import { once } from 'node:events';
import net from 'node:net';

/** A connection that asks for one page after the other, and reads no more of an answer than it must: who measures takes little of the machine. */
export class Line {
  readonly #socket: net.Socket;
  #known: Buffer = Buffer.alloc(0);
  #heard: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.setNoDelay();
    socket.on('data', (part: Buffer) => {
      this.#known = this.#known.length === 0 ? part : Buffer.concat([this.#known, part]);
      this.#heard?.();
    });
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('The server closed the line.')));
  }

  static async open(port: number): Promise<Line> {
    const socket = net.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Line(socket);
  }

  /** The status of the answer, once all of it is here. `head`: the request with its headers, up to the empty line. */
  async statusOf(head: string): Promise<number> {
    this.#socket.write(head);
    let end = -1;
    while (end < 0) {
      await this.#more();
      end = this.#known.indexOf('\r\n\r\n');
    }
    const told = this.#known.toString('latin1', 0, end);
    const status = Number(told.slice(9, 12));
    const length = status === 304 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(told)?.[1]);
    if (Number.isNaN(length)) throw new Error(`An answer without its length:\n${told}`);
    const whole = end + 4 + length;
    while (this.#known.length < whole) await this.#more();
    this.#known = this.#known.subarray(whole);
    return status;
  }

  close(): void {
    this.#socket.destroy();
  }

  #more(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#heard = resolve;
      this.#failed = reject;
    });
  }
}
