import { randomUUID } from 'node:crypto';
import { Client } from '../../../test/helpers/client.ts';
import type { Shop } from './shop.ts';

/** A visitor of the company's page, with an address of his own; the program trusts one proxy. */
export class Customer {
  readonly #shop: Shop;
  readonly #visiting: Client;

  private constructor(shop: Shop, visiting: Client) {
    this.#shop = shop;
    this.#visiting = visiting;
  }

  static async arrive(url: string, shop: Shop, n: number): Promise<Customer> {
    const from = { 'x-forwarded-for': `198.${18 + ((n >> 16) & 1)}.${(n >> 8) & 255}.${n & 255}` };
    const { token } = await new Client(url, from).post(`/chat/${shop.widgetId}/visits`, { language: 'en' });
    return new Customer(shop, new Client(url, { ...from, authorization: `Bearer ${token}` }));
  }

  async say(text: string): Promise<void> {
    await this.#visiting.post(`/chat/${this.#shop.widgetId}/messages`, { clientId: randomUUID(), text });
  }

  /** What stands in his chat, in its order. */
  async texts(): Promise<string[]> {
    const { messages } = await this.#visiting.get(`/chat/${this.#shop.widgetId}/messages?after=0`);
    return messages.map(({ text }: { text: string }) => text);
  }
}
