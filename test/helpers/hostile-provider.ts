import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Claims = Record<string, unknown>;

/** What a provider of its own making does wrong; nothing unless told. */
export interface Misdeeds {
  /** Changes the claims of the ID token before it is signed. */
  claims?: (claims: Claims) => Claims;
  /** `none`: no signature; `confused`: HS256 with the public key as secret; `foreign`: a key that it does not publish. */
  signature?: 'none' | 'stripped' | 'confused' | 'foreign';
  /** Changes its description. */
  description?: (description: Claims) => Claims;
  /** Takes any code, any verifier, however often. */
  isCareless?: boolean;
  /** The answer of the token endpoint instead of tokens. */
  error?: { status: number; body: object };
  /** Gives no ID token, as providers of plain OAuth 2 do. */
  isPlain?: boolean;
  /** How it names itself where it sends the browser back (RFC 9207). */
  iss?: string;
  /** Answers of its own for other addresses. */
  pages?: Record<string, object>;
}

/** A provider that speaks OpenID Connect, and does as told. */
export interface HostileProvider {
  issuer: string;
  host: string;
  clientId: string;
  secret: string;
  misdeeds: Misdeeds;
  person: Claims;
  /** Requests for tokens so far: the fields, and how the client proved itself. */
  asked: { fields: URLSearchParams; authorization: string | undefined }[];
  /** As if the person said yes: where the browser is sent. */
  allow(url: string): URL;
  /** New keys; the old ones are not published any more. */
  rotate(): void;
  close(): Promise<void>;
}

interface Key {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export async function startHostileProvider(port = 0): Promise<HostileProvider> {
  const [clientId, secret] = ['rapport-members', 'a secret: with/signs+'];
  const codes = new Map<string, { nonce: string | null; challenge: string; redirectUri: string }>();
  let keys = newKey();
  const foreign = newKey();
  const server = createServer(async (request, response) => {
    const send = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(status === 204 ? undefined : JSON.stringify(body));
    const { pathname } = new URL(request.url ?? '/', self.issuer);
    const page = self.misdeeds.pages?.[pathname];
    if (page) return send(200, page);
    if (pathname === '/.well-known/openid-configuration') return send(200, description());
    if (pathname === '/keys')
      return send(200, {
        keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: keys.kid, use: 'sig' }],
      });
    if (pathname === '/token') return send(...tokens(request, await bodyOf(request)));
    if (pathname === '/user')
      return request.headers.authorization === 'Bearer access' ? send(200, self.person) : send(401, {});
    return send(404, {});
  });
  const description = () => {
    const plain = {
      issuer: self.issuer,
      authorization_endpoint: `${self.issuer}/authorize`,
      token_endpoint: `${self.issuer}/token`,
      jwks_uri: `${self.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
    return self.misdeeds.description?.(plain) ?? plain;
  };
  const tokens = (request: IncomingMessage, fields: URLSearchParams): [number, object] => {
    self.asked.push({ fields, authorization: request.headers.authorization });
    const { error, isCareless, claims } = self.misdeeds;
    if (error) return [error.status, error.body];
    if (!isProven(request.headers.authorization, fields)) return [401, { error: 'invalid_client' }];
    const code = codes.get(fields.get('code') ?? '');
    const hash = createHash('sha256')
      .update(fields.get('code_verifier') ?? '')
      .digest('base64url');
    if (!isCareless) codes.delete(fields.get('code') ?? '');
    if (
      !code ||
      (!isCareless && (code.challenge !== hash || code.redirectUri !== fields.get('redirect_uri')))
    )
      return [400, { error: 'invalid_grant' }];
    const now = Math.floor(Date.now() / 1000);
    const said = {
      iss: self.issuer,
      aud: clientId,
      iat: now,
      exp: now + 300,
      nonce: code.nonce,
      ...self.person,
    };
    const idToken = signed(claims?.(said) ?? said);
    const given = { access_token: 'access', token_type: 'Bearer', expires_in: 300 };
    return [200, self.misdeeds.isPlain ? given : { ...given, id_token: idToken }];
  };
  const isProven = (authorization: string | undefined, fields: URLSearchParams): boolean => {
    const basic = /^Basic (.+)$/.exec(authorization ?? '')?.[1];
    if (basic === undefined)
      return fields.get('client_id') === clientId && fields.get('client_secret') === secret;
    const [id, proof] = Buffer.from(basic, 'base64')
      .toString()
      .split(':')
      .map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    return id === clientId && proof === secret;
  };
  const signed = (claims: Claims): string => {
    const { signature } = self.misdeeds;
    const key = signature === 'foreign' ? foreign : keys;
    const alg = signature === 'none' ? 'none' : signature === 'confused' ? 'HS256' : 'RS256';
    const text = `${pack({ alg, kid: keys.kid })}.${pack(claims)}`;
    const pem = keys.publicKey.export({ format: 'pem', type: 'spki' });
    if (signature === 'none' || signature === 'stripped') return `${text}.`;
    return signature === 'confused'
      ? `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`
      : `${text}.${sign('sha256', Buffer.from(text), key.privateKey).toString('base64url')}`;
  };
  const self: HostileProvider = {
    issuer: '',
    host: '',
    clientId,
    secret,
    misdeeds: {},
    person: { sub: 'person-1' },
    asked: [],
    allow(url) {
      const asked = new URL(url).searchParams;
      const code = randomBytes(12).toString('hex');
      codes.set(code, {
        nonce: asked.get('nonce'),
        challenge: asked.get('code_challenge') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
      });
      const back = new URL(asked.get('redirect_uri')!);
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state')!);
      if (self.misdeeds.iss !== undefined) back.searchParams.set('iss', self.misdeeds.iss);
      return back;
    },
    rotate: () => void (keys = newKey()),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  self.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  self.issuer = `http://${self.host}`;
  return self;
}

let made = 0;
const newKey = (): Key => ({ kid: `key-${++made}`, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) });
const pack = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}
