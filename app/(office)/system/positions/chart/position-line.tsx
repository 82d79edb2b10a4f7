import type { ChartNode } from "@/lib/organisation/chart";

type Names = { opens: boolean; leads: string; partTime: string; vacant: string };

/** One position with those who hold it, and below it the positions that answer to it. */
export function PositionLine({ node, names }: { node: ChartNode; names: Names }) {
  const { name, department, isManagement, holders, below } = node;
  return (
    <li>
      <div className="chart-card" data-leads={isManagement || undefined}>
        <p className="font-medium">
          {name}
          {isManagement && <span className="chart-mark">{names.leads}</span>}
        </p>
        <p className="text-small text-muted">{department}</p>
        {holders.length === 0 ? (
          <p className="text-small text-muted">{names.vacant}</p>
        ) : (
          <ul>
            {holders.map((holder) => (
              <li key={holder.id}>
                {names.opens ? (
                  <a className="link" href={`/system/users/${holder.id}`}>
                    {holder.name}
                  </a>
                ) : (
                  holder.name
                )}
                {!holder.isMain && <span className="text-small text-muted"> {names.partTime}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
      {below.length > 0 && (
        <ul className="chart-below">
          {below.map((one) => (
            <PositionLine key={one.id} node={one} names={names} />
          ))}
        </ul>
      )}
    </li>
  );
}
