import type { IncidentView } from '../incidents/schema.ts';

/** The latest incidents as Atom (RFC 4287). An entry changes its `updated` with each state, so that readers show it again. */
export function atomOf(
  feed: { id: string; name: string; createdAt: Date },
  incidents: readonly IncidentView[],
  publicUrl: string,
): string {
  const updated =
    incidents
      .map(({ ended, noticed }) => ended ?? noticed)
      .sort()
      .at(-1) ?? feed.createdAt.toISOString();
  const entries = incidents.map((incident) => entryOf(incident, publicUrl)).join('');
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n` +
    `<id>urn:rapport:${escaped(feed.id)}</id>\n<title>${escaped(feed.name)}</title>\n<updated>${updated}</updated>\n` +
    `<link rel="alternate" href="${escaped(publicUrl)}/alerts"/>\n<author><name>Rapport</name></author>\n${entries}</feed>\n`
  );
}

function entryOf(incident: IncidentView, publicUrl: string): string {
  const { id, topic, severity, observed, expected, since, noticed, ended } = incident;
  const posts = `${observed} posts instead of ${Math.round(expected * 10) / 10}`;
  const title = `Severity ${severity}: ${topic.name}, ${posts}${ended === null ? '' : ' (over)'}`;
  const text = `Since ${since}${ended === null ? ', still going on' : `, over at ${ended}`}.`;
  return (
    `<entry><id>urn:rapport:${escaped(id)}</id><title>${escaped(title)}</title><published>${noticed}</published>` +
    `<updated>${ended ?? noticed}</updated><link rel="alternate" href="${escaped(`${publicUrl}/alerts/${id}`)}"/>` +
    `<category term="${escaped(topic.name)}"/><summary>${escaped(text)}</summary></entry>\n`
  );
}

/** Safe as text and in attributes; signs that XML does not know are left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
