import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { database, pool } from "@/db/client";
import { customers } from "@/db/schema";
import { publicPage } from "@/lib/core/page";

/**
 * The bare page that lists are measured against (SPD-01): the same root layout, one equivalent query (same columns, filter,
 * order, 50 rows), a server-rendered table with links; no session, no scope, no total. Changed only together with the figure.
 */
export const BaselineList = publicPage("it exists only in the benchmark's build", async () => {
  const rows = await database(pool("app"))
    .select({
      id: customers.id,
      number: customers.number,
      name: customers.name,
      type: sql<string | null>`(select name from dictionary_entries where id = type_id)`,
      level: sql<string | null>`(select name from dictionary_entries where id = level_id)`,
      region: sql<
        string | null
      >`coalesce((select name from dictionary_entries where id = region_id), city, province, country)`,
      contact: sql<string | null>`(select name from contacts k where k.customer_id = customers.id and k.is_primary)`,
      phone: customers.phone,
      owner: sql<string | null>`(select name from users u where u.id = owner_id)`,
      ownership: customers.ownership,
      created: customers.createdAt,
    })
    .from(customers)
    // Of the living, as every list asks: the index by creation holds no others.
    .where(and(eq(customers.ownership, "private"), isNull(customers.deletedAt)))
    .orderBy(desc(customers.createdAt), desc(customers.id))
    .limit(50);
  return (
    <table>
      <thead>
        <tr>
          {["Number", "Name", "Type", "Level", "Region", "Contact", "Phone", "Owner", "Ownership", "Created"].map(
            (header) => (
              <th key={header}>{header}</th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.number}</td>
            <td>
              <a href={`/customers/${row.id}`}>{row.name}</a>
            </td>
            <td>{row.type}</td>
            <td>{row.level}</td>
            <td>{row.region}</td>
            <td>{row.contact}</td>
            <td>{row.phone}</td>
            <td>{row.owner}</td>
            <td>{row.ownership}</td>
            <td>{row.created.toISOString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});
