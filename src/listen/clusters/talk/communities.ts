import type { Graph } from './neighbours.ts';

/** Levels, and rounds of one level; far more than are ever needed. */
const MOST_LEVELS = 12;
const MOST_ROUNDS = 30;
const LEAST_GAIN = 1e-9;

/**
 * Communities of a graph by modularity (Louvain method, Blondel et al. 2008; resolution γ of Reichardt and Bornholdt 2006). Nodes are asked in
 * their order, so the same graph always gives the same answer. Answers the community of each node, numbered from 0.
 */
export function communitiesOf(graph: Graph, resolution: number): Int32Array {
  let level: Level = { ...graph, self: new Float64Array(graph.from.length - 1) };
  const total = graph.weight.reduce((sum, weight) => sum + weight, 0) || 1;
  const community = Int32Array.from({ length: level.self.length }, (_, i) => i);
  for (let round = 0; round < MOST_LEVELS; round++) {
    const { joined, count } = joinNodes(level, resolution / total);
    if (count === level.self.length) break;
    for (let i = 0; i < community.length; i++) community[i] = joined[community[i]!]!;
    level = condensed(level, joined, count);
  }
  return community;
}

/** A graph whose nodes may be communities, with the weight inside each. */
interface Level extends Graph {
  readonly self: Float64Array;
}

/** Moves nodes to the neighbouring community that gains most, until none gains. */
function joinNodes(level: Level, factor: number): { joined: Int32Array; count: number } {
  const { from, to, weight, self } = level;
  const size = self.length;
  const joined = Int32Array.from({ length: size }, (_, i) => i);
  const degree = Float64Array.from(self);
  for (let i = 0; i < size; i++) for (let e = from[i]!; e < from[i + 1]!; e++) degree[i]! += weight[e]!;
  const total = degree.slice();
  const ties = new Float64Array(size);
  for (let round = 0, hasMoved = true; hasMoved && round < MOST_ROUNDS; round++) {
    hasMoved = false;
    for (let i = 0; i < size; i++) {
      const home = joined[i]!;
      total[home]! -= degree[i]!;
      for (let e = from[i]!; e < from[i + 1]!; e++) ties[joined[to[e]!]!]! += weight[e]!;
      let best = home;
      let bestGain = ties[home]! - factor * degree[i]! * total[home]!;
      for (let e = from[i]!; e < from[i + 1]!; e++) {
        const other = joined[to[e]!]!;
        const gain = ties[other]! - factor * degree[i]! * total[other]!;
        if (gain > bestGain + LEAST_GAIN) [best, bestGain] = [other, gain];
      }
      for (let e = from[i]!; e < from[i + 1]!; e++) ties[joined[to[e]!]!] = 0;
      total[best]! += degree[i]!;
      joined[i] = best;
      hasMoved ||= best !== home;
    }
  }
  return renumbered(joined);
}

function renumbered(joined: Int32Array): { joined: Int32Array; count: number } {
  const numbers = new Map<number, number>();
  for (const community of joined) if (!numbers.has(community)) numbers.set(community, numbers.size);
  return { joined: joined.map((community) => numbers.get(community)!), count: numbers.size };
}

/** The graph whose nodes are the communities. */
function condensed({ from, to, weight, self }: Level, joined: Int32Array, count: number): Level {
  const edges: Map<number, number>[] = Array.from({ length: count }, () => new Map());
  const inside = new Float64Array(count);
  for (let i = 0; i < self.length; i++) {
    const own = joined[i]!;
    inside[own]! += self[i]!;
    for (let e = from[i]!; e < from[i + 1]!; e++) {
      const other = joined[to[e]!]!;
      if (other === own) inside[own]! += weight[e]!;
      else edges[own]!.set(other, (edges[own]!.get(other) ?? 0) + weight[e]!);
    }
  }
  const starts = new Int32Array(count + 1);
  for (const [i, some] of edges.entries()) starts[i + 1] = starts[i]! + some.size;
  return {
    from: starts,
    to: Int32Array.from(edges.flatMap((some) => [...some.keys()])),
    weight: Float64Array.from(edges.flatMap((some) => [...some.values()])),
    self: inside,
  };
}
