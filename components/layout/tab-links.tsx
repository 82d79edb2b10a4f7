/** The parts of a record: tabs that are links, so that each has an address. `current` is the address shown now. */
export function TabLinks({
  label,
  tabs,
  current,
}: {
  label: string;
  tabs: readonly { href: string; label: string; count?: number }[];
  current: string;
}) {
  return (
    <nav aria-label={label} className="tab-links">
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.href === current ? "page" : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className="numbers text-muted"> {tab.count}</span>}
        </a>
      ))}
    </nav>
  );
}
