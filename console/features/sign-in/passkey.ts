import { ApiError } from '../../api/errors.ts';
import { t } from '../../i18n/index.ts';
import { auth } from './auth.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { canHoldPasskeys } from './next.ts';

interface Listed {
  id: string;
  type: 'public-key';
  transports?: AuthenticatorTransport[];
}
type CreationJson = Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> & {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: Listed[];
};
type RequestJson = Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> & {
  challenge: string;
  allowCredentials?: Listed[];
};

/** Whether this browser knows passkeys and the page came in a way that allows them. */
export function canUsePasskeys(): boolean {
  return globalThis.isSecureContext && typeof globalThis.PublicKeyCredential === 'function';
}

/** Whether somebody could have a passkey for this address, so that signing in with one is worth offering. */
export function offersPasskeys(): boolean {
  return canUsePasskeys() && canHoldPasskeys(location.hostname);
}

/** Signs in with a passkey that the person chooses. Throws an `ApiError`; `null` when they closed the browser's window. */
export async function signInWithPasskey(): Promise<true | null> {
  const options = await auth.get<RequestJson>('/passkey/generate-authenticate-options');
  const credential = await ask(() =>
    navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: fromBase64Url(options.challenge),
        allowCredentials: (options.allowCredentials ?? []).map(listed),
      },
    }),
  );
  if (credential === null) return null;
  const response = credential.response as AuthenticatorAssertionResponse;
  await auth.post('/passkey/verify-authentication', {
    response: {
      ...common(credential),
      response: {
        clientDataJSON: toBase64Url(response.clientDataJSON),
        authenticatorData: toBase64Url(response.authenticatorData),
        signature: toBase64Url(response.signature),
        userHandle: response.userHandle === null ? undefined : toBase64Url(response.userHandle),
      },
    },
  });
  return true;
}

/** Makes a passkey on this device or a security key and keeps it under `name`. */
export async function addPasskey(name: string): Promise<true | null> {
  const options = await auth.get<CreationJson>('/passkey/generate-register-options');
  const credential = await ask(() =>
    navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: fromBase64Url(options.challenge),
        user: { ...options.user, id: fromBase64Url(options.user.id) },
        excludeCredentials: (options.excludeCredentials ?? []).map(listed),
      },
    }),
  );
  if (credential === null) return null;
  const response = credential.response as AuthenticatorAttestationResponse;
  await auth.post('/passkey/verify-registration', {
    name,
    response: {
      ...common(credential),
      response: {
        clientDataJSON: toBase64Url(response.clientDataJSON),
        attestationObject: toBase64Url(response.attestationObject),
        transports: response.getTransports(),
      },
    },
  });
  return true;
}

async function ask(open: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await open()) as PublicKeyCredential | null;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'NotAllowedError' || name === 'AbortError') return null;
    const key = name === 'InvalidStateError' ? 'signIn.passkey.known' : 'signIn.passkey.failed';
    throw new ApiError(400, { error: { code: `passkey.${name}`, message: t(key) } });
  }
}

function listed({ id, type, transports }: Listed): PublicKeyCredentialDescriptor {
  return { id: fromBase64Url(id), type, ...(transports && { transports }) };
}

function common(credential: PublicKeyCredential) {
  return {
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}
