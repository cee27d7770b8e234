/** Canonical prefixes by namespace address (lower case, no scheme, no closing slash). */
const PREFIXES: Record<string, string> = {
  'www.w3.org/2005/atom': 'atom',
  'purl.org/atom/ns#': 'atom',
  'purl.org/atom/ns': 'atom',
  'purl.org/dc/elements/1.1': 'dc',
  'purl.org/dc/elements/1.0': 'dc',
  'purl.org/dc/terms': 'dcterms',
  'purl.org/rss/1.0/modules/content': 'content',
  'purl.org/rss/1.0/modules/syndication': 'sy',
  'purl.org/rss/1.0/modules/slash': 'slash',
  'purl.org/syndication/thread/1.0': 'thr',
  'www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'example.com/dtds/podcast-1.0.dtd': 'itunes',
  'podcastindex.org/namespace/1.0': 'podcast',
  'github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md': 'podcast',
  'search.yahoo.com/mrss': 'media',
  'wellformedweb.org/commentapi': 'wfw',
  'www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'www.w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'www.w3.org/1999/xhtml': 'xhtml',
  'www.w3.org/2000/svg': 'svg',
  'www.w3.org/1998/math/mathml': 'math',
  'www.w3.org/xml/1998/namespace': 'xml',
  'rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'webns.net/mvcb': 'admin',
  'source.scripting.com': 'source',
  'www.google.com/schemas/play-podcasts/1.0': 'googleplay',
  'www.youtube.com/xml/schemas/2015': 'yt',
  // The formats' own namespaces: no prefix.
  'purl.org/rss/1.0': '',
  'my.netscape.com/rdf/simple/0.9': '',
  'channel.netscape.com/rdf/simple/0.9': '',
  'purl.org/net/rss1.1#': '',
  'backend.userland.com/rss': '',
  'backend.userland.com/rss2': '',
  'blogs.law.harvard.edu/tech/rss': '',
  'cyber.law.harvard.edu/rss': '',
  'my.netscape.com/publish/formats/rss-0.91.dtd': '',
  'www.rssboard.org/rss-specification': '',
};

/** The prefix that everything behind the tokenizer knows a namespace by; undefined for one that nobody here reads. */
export function canonicalPrefix(uri: string): string | undefined {
  const bare = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
  return PREFIXES[bare];
}

/** Elements of HTML: anything else between angle brackets in running text is text. */
const HTML = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo big blockquote body br button canvas caption center
  cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form
  frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee
  menu meta meter nav nobr noframes noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp
  script search section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th
  thead time title tr track tt u ul var video wbr xmp path g circle rect math`.split(/\s+/),
);

export function isHtmlElement(name: string): boolean {
  return HTML.has(name);
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

export function isVoidElement(name: string): boolean {
  return VOID.has(name);
}
