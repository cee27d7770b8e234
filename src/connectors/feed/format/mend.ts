import { decodeEntities, mendC1 } from './entities.ts';
import type { FeedWarning } from './types.ts';

const SECTION = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<+(?![A-Za-z_:/!?\u00c0-\uffff])/gi;
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;

export interface MendedXml {
  xml: string;
  /** Entities that the document type declares, plain text only. */
  entities: Map<string, string>;
}

/**
 * Makes text fit for the tokenizer: no characters that XML forbids, nothing before the first element that is not markup, no
 * document type (its simple entities are kept, its references to other entities and files are not), every `<` a tag.
 */
export function mendXml(text: string, warnings: FeedWarning[]): MendedXml {
  let xml = mendC1(text).replace(FORBIDDEN, '').toWellFormed();
  if (xml.length < text.length)
    warnings.push({ code: 'xml.control_characters', message: 'Characters that XML forbids were left out.' });
  const start = xml.search(/<(?:\?xml|!doctype|!--|[a-z_])/i);
  if (start > 0 && xml.slice(0, start).trim() !== '')
    warnings.push({ code: 'xml.leading_text', message: 'Text before the XML was left out.' });
  if (start > 0) xml = xml.slice(start);
  const { rest, entities } = takeDoctype(xml, warnings);
  return {
    xml: rest.replace(SECTION, mendSection),
    entities,
  };
}

function mendSection(found: string): string {
  if (found.startsWith('<![')) return `<![CDATA[${found.slice(9)}`;
  return found.startsWith('<!') ? found : '&lt;'.repeat(found.length);
}

function takeDoctype(xml: string, warnings: FeedWarning[]): { rest: string; entities: Map<string, string> } {
  const entities = new Map<string, string>();
  const head = xml.slice(0, 65_536);
  const at = head.search(/<!doctype/i);
  const root = head.search(/<[A-Za-z_]/);
  if (at < 0 || (root >= 0 && root < at)) return { rest: xml, entities };
  const end = endOfDoctype(xml, at);
  const declaration = xml.slice(at, end);
  for (const [, name, , value] of declaration.matchAll(
    /<!ENTITY\s+([^\s%"'>]+)\s+(["'])((?:(?!\2).){0,1000})\2\s*>/gis,
  )) {
    // Character references are safe; a reference to another entity is how a bomb is built.
    const plain = value!.replace(/&(?:#\w+|amp|lt|gt|quot|apos);/g, '');
    if (!/[&%<]/.test(plain)) entities.set(name!, decodeEntities(value!));
  }
  if ((declaration.match(/<!ENTITY/gi)?.length ?? 0) > entities.size)
    warnings.push({
      code: 'xml.entities_ignored',
      message: 'Entities that refer to other entities or to files were not followed.',
    });
  return { rest: xml.slice(0, at) + xml.slice(end), entities };
}

/** End of `<!DOCTYPE … [ … ]>`, quotes, comments and inner declarations respected; a bomb's length is only walked once. */
function endOfDoctype(xml: string, at: number): number {
  let depth = 0;
  let quote = '';
  for (let i = at + 2; i < xml.length; i++) {
    const c = xml[i]!;
    if (!quote && xml.startsWith('<!--', i)) {
      const end = xml.indexOf('-->', i + 4);
      if (end < 0) return xml.length;
      i = end + 2;
    } else if (quote) {
      if (c === quote) quote = '';
    } else if (depth > 0 && (c === '"' || c === "'")) quote = c;
    else if (c === '[') depth++;
    else if (c === ']') depth--;
    else if (c === '>' && depth <= 0) return i + 1;
  }
  return xml.length;
}
