import { DayChart } from './day-chart.tsx';
import { GroupTable } from './group-table.tsx';
import { HourMap } from './hour-map.tsx';
import { PromisesPart } from './promises-part.tsx';
import type { Asked } from './search.ts';
import { Tiles } from './tiles-row.tsx';
import type { Behind, Overview } from './types.ts';
import { WorkloadTable } from './workload-table.tsx';

interface VolumeViewProps {
  asked: Asked;
  overview: Overview | undefined;
  onOpen(behind: Behind): void;
}

/** How much came, when and where, and what became of it. */
export function VolumeView({ asked, overview, onOpen }: VolumeViewProps) {
  if (overview === undefined) return null;
  return (
    <div className="stack">
      <Tiles overview={overview} onOpen={onOpen} />
      <DayChart overview={overview} onOpen={onOpen} />
      <div className="report-pair">
        {(['network', 'kind', 'team', 'language'] as const).map((group) => (
          <GroupTable key={group} group={group} rows={overview.by[group]} onOpen={onOpen} isShort />
        ))}
        <WorkloadTable rows={overview.workload} onOpen={onOpen} />
        <PromisesPart asked={asked} />
      </div>
      <HourMap hours={overview.hours} onOpen={onOpen} />
    </div>
  );
}
