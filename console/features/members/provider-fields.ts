import type { ProviderInput, ProviderView } from '#people/members/providers/schema.ts';

export type Kind = ProviderView['kind'];
export const KINDS = ['oidc', 'oauth', 'saml'] as const satisfies readonly Kind[];

/** What a provider of each kind is told by; `long` ones have several lines. */
export const FIELDS = {
  oidc: ['issuer', 'clientId', 'scope'],
  oauth: [
    'authorizeUrl',
    'tokenUrl',
    'userUrl',
    'mailsUrl',
    'clientId',
    'scope',
    'subject',
    'nameField',
    'handleField',
    'mailField',
    'mailVerified',
  ],
  saml: [
    'entityId',
    'entryPoint',
    'logoutUrl',
    'logoutAnswerUrl',
    'certificates',
    'subjectAttribute',
    'mailAttribute',
    'nameAttribute',
  ],
} as const satisfies Record<Kind, readonly string[]>;
export type FieldName = (typeof FIELDS)[Kind][number];

const ADDRESSES = new Set<FieldName>([
  'issuer',
  'authorizeUrl',
  'tokenUrl',
  'userUrl',
  'mailsUrl',
  'entryPoint',
  'logoutUrl',
  'logoutAnswerUrl',
]);
export const isAddress = (name: FieldName): boolean => ADDRESSES.has(name);
const NEEDED = new Set<FieldName>([
  'issuer',
  'clientId',
  'authorizeUrl',
  'tokenUrl',
  'userUrl',
  'subject',
  'entityId',
  'entryPoint',
  'certificates',
]);
export const isNeeded = (name: FieldName): boolean => NEEDED.has(name);

export interface ProviderForm {
  kind: Kind;
  name: string;
  isOpen: boolean;
  trustsMail: boolean;
  secret: string;
  fields: Readonly<Record<FieldName, string>>;
}

const EMPTY: ProviderForm['fields'] = {
  issuer: '',
  clientId: '',
  scope: 'openid email profile',
  authorizeUrl: '',
  tokenUrl: '',
  userUrl: '',
  mailsUrl: '',
  subject: 'id',
  nameField: 'name',
  handleField: 'login',
  mailField: 'email',
  mailVerified: '',
  entityId: '',
  entryPoint: '',
  logoutUrl: '',
  logoutAnswerUrl: '',
  certificates: '',
  subjectAttribute: '',
  mailAttribute: '',
  nameAttribute: '',
};

/** A new one of a kind. */
export function newForm(kind: Kind): ProviderForm {
  const scope = kind === 'oidc' ? EMPTY.scope : '';
  return { kind, name: '', isOpen: false, trustsMail: false, secret: '', fields: { ...EMPTY, scope } };
}

/** What stands in the fields of one that is there. The secret is never told. */
export function formOf(view: ProviderView): ProviderForm {
  const { kind, name, isOpen, trustsMail } = view;
  return { kind, name, isOpen, trustsMail, secret: '', fields: { ...EMPTY, ...fieldsOf(view) } };
}

function fieldsOf(view: ProviderView): Partial<ProviderForm['fields']> {
  if (view.kind === 'oidc') return view.settings;
  if (view.kind === 'saml')
    return {
      ...view.settings,
      logoutUrl: view.settings.logoutUrl ?? '',
      logoutAnswerUrl: view.settings.logoutAnswerUrl ?? '',
      certificates: view.settings.certificates.join('\n').trim(),
    };
  const { fields, mailsUrl, ...rest } = view.settings;
  return {
    ...rest,
    mailsUrl: mailsUrl ?? '',
    subject: fields.subject,
    nameField: fields.name,
    handleField: fields.handle,
    mailField: fields.mail,
    mailVerified: fields.mailVerified,
  };
}

/** What is saved; an empty secret leaves the one there is. */
export function inputOf({ kind, name, isOpen, trustsMail, secret, fields }: ProviderForm): ProviderInput {
  const common = { name, isOpen, trustsMail };
  const secrets = secret === '' ? {} : { secret };
  const { issuer, clientId, scope, entityId, entryPoint } = fields;
  if (kind === 'oidc') return { kind, ...common, ...secrets, settings: { issuer, clientId, scope } };
  if (kind === 'saml') {
    const { subjectAttribute, mailAttribute, nameAttribute } = fields;
    const certificates = certificatesIn(fields.certificates);
    const logoutUrl = fields.logoutUrl.trim() || null;
    const logoutAnswerUrl = fields.logoutAnswerUrl.trim() || null;
    const attributes = { subjectAttribute, mailAttribute, nameAttribute };
    const settings = { entityId, entryPoint, logoutUrl, logoutAnswerUrl, certificates, ...attributes };
    return { kind, ...common, settings };
  }
  const { authorizeUrl, tokenUrl, userUrl, mailsUrl, subject, mailVerified } = fields;
  const names = { name: fields.nameField, handle: fields.handleField, mail: fields.mailField };
  return {
    kind,
    ...common,
    ...secrets,
    settings: {
      authorizeUrl,
      tokenUrl,
      userUrl,
      mailsUrl: mailsUrl.trim() || null,
      clientId,
      scope,
      fields: { subject, ...names, mailVerified },
    },
  };
}

/** Certificates of a text, each with its frame. */
export function certificatesIn(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}
