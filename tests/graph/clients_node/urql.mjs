// urql with its default `Accept` sends a query, by POST and by GET, and listens to a subscription over the same fetch.
import { Client, fetchExchange, gql } from "@urql/core";

const [http, after] = process.argv.slice(2);
const accepts = new Set();
const client = new Client({
  url: http,
  preferGetMethod: false,
  exchanges: [fetchExchange],
  fetchSubscriptions: true,
  fetch: (url, options) => (accepts.add(options.headers.accept ?? options.headers.Accept), fetch(url, options)),
});

const query = gql`query($name: String) { snapshot { snapshotId } enterprises(where: { nameZh: { eq: $name } }) { totalCount } }`;
const byPost = await client.query(query, { name: null }).toPromise();
const byGet = await client.query(query, {}, { preferGetMethod: "force" }).toPromise();
const event = await new Promise((resolve, reject) => {
  const { unsubscribe } = client
    .subscription(gql`subscription { snapshotPublished(after: ${after}) { eventNumber } }`, {})
    .subscribe((result) => {
      result.error ? reject(result.error) : resolve(result.data);
      setTimeout(() => unsubscribe());
    });
});
const told = ({ data, error }) => ({ data, error: error?.message });
console.log(JSON.stringify({ byPost: told(byPost), byGet: told(byGet), event, accepts: [...accepts] }));
process.exit(0);
