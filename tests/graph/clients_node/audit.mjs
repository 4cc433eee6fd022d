// The public audit of GraphQL over HTTP; prints what is not "ok" and a last line with the counts, as JSON.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2], fetchFn: fetch });
const failed = results.filter((result) => result.status !== "ok");
console.log(
  JSON.stringify({
    audits: results.length,
    ok: results.length - failed.length,
    failed: failed.map(({ id, name, status, reason }) => ({ id, name, status, reason })),
  }),
);
