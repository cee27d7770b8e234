/** Some ideas of our own table, with ids of another place. */
export function moveable(table: string, ids: readonly string[]): { text: string; ids: string[] } {
  const there = ids.map((id) => `x${id}`);
  const lines = table.split(/\r\n(?="ide_)/);
  const kept = lines.filter((line, index) => index === 0 || ids.some((id) => line.startsWith(`"${id}"`)));
  const text = ids.reduce((all, id, n) => all.replaceAll(`"${id}"`, `"${there[n]}"`), kept.join('\r\n'));
  return { text, ids: there };
}
