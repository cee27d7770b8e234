/** An element of the feed's skeleton. Names are canonical and lower case: `item`, `dc:creator`, `media:content`. */
export interface XmlNode {
  name: string;
  /** Decoded; names lower case, prefixes canonical. */
  attributes: Record<string, string>;
  children: XmlNode[];
  /** Decoded once; HTML when `isMarkup`. */
  text: string;
  /** The text held child elements, as inline XHTML or because somebody forgot to escape. */
  isMarkup: boolean;
  /** In effect here, by `xml:base` alone; undefined when no element around sets it. */
  base: string | undefined;
  lang: string | undefined;
  /** The document ended inside this element. */
  isCut: boolean;
}
