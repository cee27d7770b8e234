import type { Actor, App } from '#platform/app/index.ts';
import { addLinkedPage } from './linked-page.ts';
import type { HttpServer } from './server.ts';

/** What people may end by a link of a mail, without signing in. */
export interface Ending {
  /** `/shared/weekly`; the token follows. */
  path: string;
  /** What the tokens are sealed as; tokens of other endings do not open it. */
  sealedAs: string;
  /** How many words a token holds. */
  parts: number;
}

/** The address that ends something: whoever has it may. `parts` say what and whose, and are readable by this installation only. */
export function endLink(app: App, { path, sealedAs }: Ending, parts: readonly string[]): string {
  return `${app.config.publicUrl}${path}/${app.secrets.seal(JSON.stringify(parts), sealedAs)}`;
}

/** What a link would end; undefined for a link that we did not make. */
export function readEndLink(app: App, { sealedAs, parts }: Ending, token: string): string[] | undefined {
  try {
    const read: unknown = JSON.parse(app.secrets.open(token, sealedAs));
    const isOurs =
      Array.isArray(read) && read.length === parts && read.every((one) => typeof one === 'string');
    return isOurs ? read : undefined;
  } catch {
    return undefined;
  }
}

export interface EndPage {
  ending: Ending;
  /** HTML, but for the title. */
  words: { title: string; ask: string; button: string; done: string; unknown: string };
  /** The whole document around a body. */
  html(title: string, nonce: string, body: string): string;
  /** Ends it; what has ended already is no error. The actor is the link, from the address of whoever used it. */
  end(parts: string[], from: Pick<Actor, 'address'>): Promise<void>;
}

/**
 * Serves the page behind such links. Looking at it ends nothing, for some programs look at every link; its button does, and so does what mail
 * programs send when somebody asks them to unsubscribe (RFC 8058).
 */
export async function addEndPage(app: App, server: HttpServer, page: EndPage): Promise<void> {
  const { ending, words, html, end } = page;
  const ask = `<h1>${words.ask}</h1><form method="post"><button>${words.button}</button></form>`;
  const answer = (isOurs: boolean, body: string, nonce: string) => ({
    status: isOurs ? 200 : 404,
    html: html(words.title, nonce, isOurs ? body : words.unknown),
  });
  await addLinkedPage(server, {
    path: ending.path,
    show: async (token, { nonce }) => answer(readEndLink(app, ending, token) !== undefined, ask, nonce),
    async take(token, _form, { nonce, address }) {
      const parts = readEndLink(app, ending, token);
      if (parts) await end(parts, { address });
      return answer(parts !== undefined, words.done, nonce);
    },
  });
}
