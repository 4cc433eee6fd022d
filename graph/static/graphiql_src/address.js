// A query that stands in the address: ?query=…&variables={…}&run=true. A page links to it, and it can be sent.

/** The tab that the address asks for, or undefined; `isRun` says whether it is to be run at once. */
export function tabOfAddress(search) {
  const given = new URLSearchParams(search);
  const query = given.get("query");
  if (!query) {
    return undefined;
  }
  return { query, variables: given.get("variables") || undefined, isRun: given.get("run") === "true" };
}
