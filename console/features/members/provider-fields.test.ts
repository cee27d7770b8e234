import assert from 'node:assert/strict';
import { it } from 'node:test';
import { providerInput, type ProviderView } from '#people/members/providers/schema.ts';
import { certificatesIn, FIELDS, formOf, inputOf, KINDS, newForm } from './provider-fields.ts';

const common = {
  id: 'prov_1',
  name: 'Shop',
  isOpen: true,
  trustsMail: false,
  hasSecret: true,
  backUrl: 'https://care.example/back',
  metadataUrl: null,
  members: 3,
  onlyWay: 1,
};
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const VIEWS: ProviderView[] = [
  {
    ...common,
    kind: 'oidc',
    settings: { issuer: 'https://a.example', clientId: 'x', scope: 'openid email profile' },
  },
  {
    ...common,
    kind: 'oauth',
    settings: {
      authorizeUrl: 'https://a.example/a',
      tokenUrl: 'https://a.example/t',
      userUrl: 'https://a.example/u',
      mailsUrl: null,
      clientId: 'x',
      scope: '',
      fields: { subject: 'id', name: 'n', handle: 'h', mail: 'm', mailVerified: '' },
    },
  },
  {
    ...common,
    kind: 'saml',
    settings: {
      entityId: 'urn:a',
      entryPoint: 'https://a.example/sso',
      logoutUrl: 'https://a.example/slo',
      logoutAnswerUrl: null,
      certificates: [PEM, PEM],
      subjectAttribute: 'uid',
      mailAttribute: '',
      nameAttribute: '',
    },
  },
];

it('what is saved is what was there, and an empty secret keeps the one there is', () => {
  for (const view of VIEWS) {
    const input = inputOf(formOf(view));
    assert.deepEqual(input, {
      kind: view.kind,
      name: 'Shop',
      isOpen: true,
      trustsMail: false,
      settings: view.settings,
    });
    assert.ok(providerInput.safeParse(input).success, view.kind);
    const renewed = inputOf({ ...formOf(view), secret: 'new' });
    assert.equal('secret' in renewed, view.kind !== 'saml');
  }
});

it('a new one asks for what its kind needs, and nothing half is taken', () => {
  for (const kind of KINDS) {
    const form = newForm(kind);
    assert.equal(providerInput.safeParse(inputOf({ ...form, name: 'x' })).success, false, kind);
    for (const name of FIELDS[kind]) assert.ok(name in form.fields);
  }
});

it('certificates are found among other lines', () => {
  assert.deepEqual(
    certificatesIn(`Bag\n${PEM}\n\n${PEM} -----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----`),
    [PEM, PEM],
  );
  assert.deepEqual(certificatesIn('MIIB'), []);
});
