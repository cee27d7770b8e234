import { z } from 'zod';
import { parseJson } from '#lib/json/index.ts';

const LONGEST = 20_000;
const packed = z
  .string()
  .min(1)
  .max(LONGEST)
  .regex(/^[\w-]+$/);
export const transportsShape = z
  .array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']).catch('internal'))
  .max(10);
const common = { id: packed, rawId: packed, type: z.literal('public-key') };
const extensions = z.object({}).catch({}).default({});

const answerShape = z.object({
  ...common,
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: packed,
    authenticatorData: packed,
    signature: packed,
    userHandle: packed.optional().catch(undefined),
  }),
});
const newKeyShape = z.object({
  ...common,
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: packed,
    attestationObject: packed,
    transports: transportsShape.optional().catch(undefined),
  }),
});

export interface Answered<T> {
  /** What the browser says that it was asked; whether it was is the caller's to know. */
  challenge: string;
  response: T;
}

/** What a browser answers with a passkey (PublicKeyCredential as JSON, WebAuthn Level 3). Undefined where it is none. */
export const readAnswer = (text: string): Answered<z.infer<typeof answerShape>> | undefined =>
  read(text, answerShape);
/** What a browser answers with a new passkey. */
export const readNewKey = (text: string): Answered<z.infer<typeof newKeyShape>> | undefined =>
  read(text, newKeyShape);

const clientShape = z.object({ challenge: z.string().regex(/^[\w-]{16,200}$/) });

function read<T extends { response: { clientDataJSON: string } }>(
  text: string,
  shape: z.ZodType<T>,
): Answered<T> | undefined {
  if (text.length > LONGEST * 2) return undefined;
  const { data } = shape.safeParse(parseJson(text));
  if (!data) return undefined;
  const client = clientShape.safeParse(parseJson(unpack(data.response.clientDataJSON)));
  return client.data ? { challenge: client.data.challenge, response: data } : undefined;
}

function unpack(text: string): string {
  try {
    return new TextDecoder().decode(
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0)),
    );
  } catch {
    return '';
  }
}
