// Apollo Client pages through a connection with relayStylePagination, answers again from its cache, and sends
// documents by hash. Prints what it saw as JSON.
import { createHash } from "node:crypto";
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";

const sent = [];
const http = new HttpLink({
  uri: process.argv[2],
  fetch: async (url, options = {}) => {
    const response = await fetch(url, options);
    const body = options.body ? JSON.parse(options.body) : {};
    sent.push({ method: options.method ?? "GET", hasQuery: "query" in body || String(url).includes("query="), status: response.status });
    return response;
  },
});
const persisted = new PersistedQueryLink({
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
  useGETForHashedQueries: true,
});
const client = new ApolloClient({
  link: ApolloLink.from([persisted, http]),
  cache: new InMemoryCache({
    typePolicies: {
      Query: { fields: { enterprises: relayStylePagination(["where", "orderBy"]) } },
      Enterprise: { keyFields: ["enterpriseId"] },
    },
  }),
});
const query = gql`
  query Firms($first: Int, $after: String) {
    enterprises(first: $first, after: $after) {
      totalCount
      edges {
        cursor
        node {
          enterpriseId
          nameZh
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;
const observed = client.watchQuery({ query, variables: { first: 50 } });
observed.subscribe({ error: (error) => (console.error(error), process.exit(1)) });
const inCache = () => client.readQuery({ query, variables: { first: 50 } })?.enterprises;
for (let waited = 0; !inCache() && waited < 200; waited += 1) await new Promise((resolve) => setTimeout(resolve, 20));
let pages = 1;
while (inCache().pageInfo.hasNextPage && pages < 10) {
  await observed.fetchMore({ variables: { first: 50, after: inCache().pageInfo.endCursor } });
  pages += 1;
}
const { edges, totalCount } = inCache();
const ids = edges.map((edge) => edge.node.enterpriseId);
const before = sent.length;
await client.query({ query, variables: { first: 50 } });
console.log(
  JSON.stringify({
    pages,
    total: totalCount,
    rows: ids.length,
    different: new Set(ids).size,
    requestsForTheSameAgain: sent.length - before,
    sent,
  }),
);
process.exit(0);
