import { api } from '../../../api/client.ts';
import type { MailboxValues } from './mailbox-values.ts';
import { settingsOf } from './mailbox-values.ts';

/** Leaves for where somebody signs in; he comes back to the accounts. */
export async function leaveToSignIn(body: object): Promise<void> {
  const { url } = await api.post<{ url: string }>('/brand/sign-ins', { network: 'mail', ...body });
  window.location.assign(url);
}

/** What is asked for a mailbox. */
export function signInOf(values: MailboxValues): object {
  const { authorizeUrl } = values.provider;
  return {
    identifier: values.address.trim(),
    password: values.password,
    // What is no address is named by the server.
    ...(URL.canParse(authorizeUrl) && { service: new URL(authorizeUrl).origin }),
    settings: settingsOf(values),
    memo: values.isRead ? 'read' : '',
  };
}

/** What somebody brings back; undefined for everybody else. */
export function broughtBack(search: string): { state: string; code: string; problem: string } | undefined {
  const words = new URLSearchParams(search);
  const [state, code] = [words.get('state'), words.get('code')];
  const problem = words.get('error_description') ?? words.get('error') ?? '';
  return state === null || (code === null && problem === '')
    ? undefined
    : { state, code: code ?? '', problem };
}
