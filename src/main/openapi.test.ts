import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderApiPage, shapeOf } from './api-page-html.ts';
import { wallStreamRoutes } from '#measure/reports/index.ts';
import { declaredRoutes, wholeServer } from './testing/whole-server.ts';

interface Operation {
  summary?: string;
  tags?: string[];
  security?: Record<string, unknown>[];
  parameters?: { name: string; in: string; required?: boolean; schema: unknown }[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: unknown }> }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, { type: string }>; schemas?: Record<string, unknown> };
}

const rapport = await wholeServer();
after(() => rapport.close());
let api: Document;
let operations: { name: string; path: string; method: string; operation: Operation }[];
const inDocument = (url: string) => `/api/v1${url.replaceAll(/:(\w+)/g, '{$1}')}`;

before(async () => {
  const answer = await rapport.browser().get('/api/v1/openapi.json');
  assert.equal(answer.status, 200);
  api = answer.body as Document;
  operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      method,
      operation,
    })),
  );
});

describe('the OpenAPI document', () => {
  it('is of version 3.1 and describes every route once, and nothing else', () => {
    assert.match(api.openapi, /^3\.1\.\d$/);
    const declared = [...declaredRoutes, ...wallStreamRoutes].map(
      (route) => `${route.method} ${inDocument(route.url)}`,
    );
    assert.deepEqual(operations.map((one) => one.name).sort(), [...declared, 'GET /api/v1/live'].sort());
  });

  it('has a summary, a tag and an answer for each', () => {
    for (const { name, operation } of operations) {
      assert.ok(operation.summary && operation.summary.length >= 5 && operation.summary.length <= 120, name);
      assert.match(operation.tags?.[0] ?? '', /^[a-z-]+$/, name);
      assert.ok(Object.keys(operation.responses).length > 0, name);
      for (const [status, response] of Object.entries(operation.responses)) {
        assert.match(status, /^(default|[1-5]\d\d)$/, name);
        assert.equal(typeof response.description, 'string', `${name}: 3.1 requires a description`);
      }
    }
  });

  it('names the parameters of each path, all of them required', () => {
    for (const { name, path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
      const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      assert.deepEqual(described.map((parameter) => parameter.name).sort(), inPath.sort(), name);
      assert.ok(
        described.every((parameter) => parameter.required === true),
        name,
      );
      const keys = (operation.parameters ?? []).map((parameter) => `${parameter.in} ${parameter.name}`);
      assert.equal(new Set(keys).size, keys.length, name);
    }
  });

  it('has no reference that leads nowhere', () => {
    const references: string[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('$ref' in value && typeof value.$ref === 'string') references.push(value.$ref);
      Object.values(value).forEach(visit);
    };
    visit(api);
    for (const reference of references) {
      assert.match(reference, /^#\//);
      const target = reference
        .slice(2)
        .split('/')
        .reduce<unknown>(
          (at, key) =>
            (at as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')],
          api,
        );
      assert.notEqual(target, undefined, reference);
    }
  });

  it('says of each who may ask, by schemes that it declares', () => {
    const open = new Set(
      [...declaredRoutes, ...wallStreamRoutes]
        .filter((route) => route.permission === 'public')
        .map((route) => `${route.method} ${inDocument(route.url)}`),
    );
    for (const { name, operation } of operations) {
      assert.equal(operation.security?.length === 0, open.has(name), name);
      for (const scheme of operation.security ?? [])
        for (const key of Object.keys(scheme))
          assert.ok(api.components.securitySchemes[key], `${name} ${key}`);
    }
  });
});

describe('the page of the API', () => {
  it('shows every operation, with a nonce of its own and no script', async () => {
    const [one, two] = [await rapport.browser().get('/api'), await rapport.browser().get('/api')];
    const html = String(one.body);
    assert.equal(one.status, 200);
    assert.match(String(one.headers['content-type']), /^text\/html/);
    for (const { name, path, method, operation } of operations) {
      assert.ok(
        html.includes(`<code class="method">${method.toUpperCase()}</code><code>${path}</code>`),
        name,
      );
      assert.ok(
        html.includes(
          operation
            .summary!.replaceAll('&', '&amp;')
            .replaceAll('<', '&lt;')
            .replaceAll('>', '&gt;')
            .replaceAll('"', '&quot;'),
        ),
        name,
      );
    }
    const nonce = /<style nonce="([^"]+)">/.exec(html)?.[1];
    assert.ok(String(one.headers['content-security-policy']).includes(`'nonce-${nonce}'`));
    assert.ok(!String(two.body).includes(nonce!), 'another answer, another nonce');
    assert.doesNotMatch(html, /<script|__NONCE__/);
  });

  it('escapes whatever stands in the document', () => {
    const evil = `"><script>alert(1)</script>&'`;
    const operation = {
      summary: evil,
      description: evil,
      tags: [evil],
      parameters: [{ name: evil, in: evil, schema: { type: evil } }],
      requestBody: {
        content: { 'application/json': { schema: { properties: { [evil]: { enum: [evil] } } } } },
      },
      responses: { [evil]: { content: { 'application/json': { schema: { const: evil } } } } },
    };
    const html = renderApiPage({
      info: { title: evil, version: evil, description: evil },
      paths: { [evil]: { [evil]: operation } },
    });
    assert.doesNotMatch(html.toLowerCase(), /<script/);
    assert.doesNotMatch(html, /="[^"]*"><s/);
  });

  it('reads shapes as people write them', () => {
    const shape = {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string' },
        tags: { type: 'array', items: { enum: ['a', 'b'] } },
        at: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
      },
    };
    assert.equal(shapeOf(shape), `{\n  name: string\n  tags?: ("a" | "b")[]\n  at?: date-time | null\n}`);
  });
});
