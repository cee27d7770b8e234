import assert from 'node:assert/strict';
import type { Role } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import type { Browser } from './browser.ts';
import type { TestServer } from './server.ts';

/** How a route is asked, what it takes, and the permission that it needs. */
export type RouteRow<Needs extends string> = readonly [
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  needs: Needs,
];

/** From those who may least. */
const RANKS: readonly Role[] = ['viewer', 'agent', 'manager', 'admin', 'owner'];
const API = '/api/v1';
/** A permission that no table is about. */
const ANOTHER = 'members.read';

/**
 * Tries who may do what, over HTTP. `least`: each permission of the feature with the first role that holds it. Colleagues of every role, tokens and
 * strangers ask every row; it is refused exactly where the table says so, and never fails.
 */
export class RouteTable<Needs extends string> {
  readonly #test: TestServer;
  readonly #least: Readonly<Record<Needs, Role>>;
  readonly rows: readonly RouteRow<Needs>[];

  constructor(test: TestServer, least: Readonly<Record<Needs, Role>>, rows: readonly RouteRow<Needs>[]) {
    this.#test = test;
    this.#least = least;
    this.rows = rows;
  }

  /** Fails where a route of the feature stands in no row, and where a row is no route. */
  namesAll({ routes = [] }: Feature): void {
    const plain = (path: string) =>
      path
        .split('?')[0]!
        .replaceAll(/:\w+/g, ':id')
        .replaceAll(/\/[a-z]+_[0-9a-z]+(?=\/|$)/g, '/:id');
    const named = this.rows.map(([method, path]) => `${method} ${plain(path)}`);
    const known = routes.map(({ method, url }) => `${method} ${plain(url)}`);
    assert.deepEqual([...new Set(named)].sort(), [...new Set(known)].sort());
  }

  /** `members`: people who are signed in and no colleagues. */
  async triesRoles(members: readonly Browser[]): Promise<void> {
    for (const [rank, role] of RANKS.entries()) {
      const colleague = await this.#test.staff(role, `${role}@table.example`);
      for (const [method, path, body, needs] of this.rows) {
        const { status } = await colleague.send(method, API + path, body);
        const isRefused = rank < RANKS.indexOf(this.#least[needs]);
        assert.equal(status === 403, isRefused, `${role}: ${method} ${path} answered ${status}`);
        assert.ok(status < 500, `${role}: ${method} ${path} answered ${status}`);
      }
    }
    for (const [method, path, body] of this.rows)
      for (const stranger of [this.#test.browser(), ...members])
        assert.equal((await stranger.send(method, API + path, body)).status, 401, `${method} ${path}`);
  }

  /** A token holds one permission and opens what needs that one, whatever its owner may. */
  async triesTokens(): Promise<void> {
    const owner = await this.#test.staff('owner', 'tokens@table.example');
    for (const scope of [...Object.keys(this.#least), ANOTHER]) {
      const { body: made } = await owner.post(`${API}/me/tokens`, { name: scope, scopes: [scope] });
      assert.ok(made.token, JSON.stringify(made));
      const token = { authorization: `Bearer ${made.token}`, origin: '', 'sec-fetch-site': '' };
      for (const [method, path, body, needs] of this.rows) {
        const { status } = await this.#test.browser().send(method, API + path, body, token);
        assert.equal(status === 403, needs !== scope, `${scope}: ${method} ${path} answered ${status}`);
        assert.ok(status < 500, `${scope}: ${method} ${path} answered ${status}`);
      }
    }
  }
}
